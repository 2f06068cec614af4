"""What titles say, in five languages."""

import pytest

from syncer.core.titles import NO_ROLE, related_functions, role_of


@pytest.mark.parametrize(
    ("title", "function", "level"),
    [
        ("Product Manager", "product", 1),
        ("Senior Product Manager, Payments", "product", 2),
        ("Group Product Manager", "product", 3),
        ("Head of Product", "product", 4),
        ("Engineering Manager", "engineering", 3),
        ("Staff Software Engineer at Acme", "engineering", 2),
        ("VP of Engineering", "engineering", 5),
        ("Vice President, Sales", "sales", 5),
        ("Data Scientist | Speaker", "data", 1),
        ("HR Business Partner", "people", 1),
        ("Talent Acquisition Partner", "recruiting", 1),
        ("Executive Assistant to the CEO", "admin", 1),
        ("Customer Success Manager", "customer", 1),
        ("Business Development Manager", "sales", 1),
        ("Senior Manager, Supply Chain", "supply", 4),
        ("Software Engineering Intern", "engineering", 0),
        ("Founding Engineer", "engineering", 2),
        ("Product Owner", "product", 1),
        ("Chief of Staff", "operations", 4),
        ("Managing Director", "general", 6),
        ("Softwareentwickler (m/w/d)", "engineering", 1),
        ("Vertriebsleiterin", "sales", 4),
        ("Leiter Produktmanagement", "product", 4),
        ("Teamleiter Kundenservice", "customer", 3),
        ("Geschäftsführer", "general", 6),
        ("Personalreferentin", "people", 1),
        ("Chef de projet", "project", 1),
        ("Directrice des ressources humaines", "people", 4),
        ("Ingénieur logiciel", "engineering", 1),
        ("Responsable marketing", "marketing", 3),
        ("Jefa de Ventas", "sales", 3),
        ("Desarrolladora de software", "engineering", 1),
        ("Analista financiero", "finance", 1),
        ("Gerente de Projetos", "project", 1),
        ("Diretora de Operações", "operations", 4),
        ("Estagiário de marketing", "marketing", 0),
        ("Senior Product Operations Manager", "product", 2),
        ("Operations Manager", "operations", 3),
        ("Product Marketing Manager", "marketing", 1),
        ("General Counsel", "legal", 5),
        ("Directeur Général", "general", 6),
        ("Country Manager Germany", "general", 5),
        ("Geschäftsführende Gesellschafterin", "general", 6),
        ("SDE II", "engineering", 1),
        ("Coordenador de Projetos", "project", 1),
        ("Open to work", "", 1),
    ],
)
def test_a_title_names_a_function_and_a_level(title: str, function: str, level: int) -> None:
    role = role_of(title)
    assert (role.function, role.seniority) == (function, level)


@pytest.mark.parametrize("title", ["Technical Recruiter", "Recruteuse", "Headhunter", "Director of Talent Acquisition"])
def test_recruiters_are_told(title: str) -> None:
    assert role_of(title).recruiter


def test_founders_are_told_and_product_owners_are_none() -> None:
    assert role_of("Co-Founder & CTO").founder
    assert role_of("Gründerin").founder
    assert role_of("Owner, Doe Bakery").founder
    assert not role_of("Product Owner").founder
    assert not role_of("Founding Designer").founder


def test_a_blank_or_unreadable_title_says_nothing() -> None:
    assert role_of("  ") == NO_ROLE
    assert role_of("🚀🚀") == NO_ROLE


def test_functions_are_the_same_adjacent_other_or_unknown() -> None:
    assert related_functions("product", "product") == "same"
    assert related_functions("product", "design") == related_functions("design", "product") == "adjacent"
    assert related_functions("product", "health") == "other"
    assert related_functions("", "product") == related_functions("general", "product") == "unknown"
