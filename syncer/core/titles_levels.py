"""Words of job titles that name a level, from intern to the head of a firm; beside the functions in ``titles_table``.

Written by hand for this project. Plain a to z, as ``titles`` folds a title before it looks here.
"""

LEVELS: tuple[tuple[int, str], ...] = (
    (
        6,
        "chief ceo cto cfo coo cmo cio cpo chro ciso cro clo founder cofounder co-founder owner president "
        "geschaftsfuhrer geschaftsfuhrerin geschaftsfuhrung vorstand pdg fondateur fondatrice cofondateur "
        "cofondatrice fundador fundadora cofundador cofundadora grunder grunderin mitgrunder mitgrunderin inhaber "
        "inhaberin presidente propietario proprietario gerant gerante socio socia associe associee entrepreneur "
        "unternehmer vorstandsvorsitzender vorstandsvorsitzende finanzvorstand",
    ),
    (5, "vp svp evp avp vicepresident vicepresidente"),
    (
        4,
        "director directeur directrice directora direktor direktorin diretor diretora head leiter leiterin "
        "prokurist abteilungsleiter abteilungsleiterin bereichsleiter bereichsleiterin vertriebsleiter "
        "vertriebsleiterin personalleiter personalleiterin marketingleiter marketingleiterin werkleiter "
        "produktionsleiter betriebsleiter leitung produktionsleiterin verkaufsleiter verkaufsleiterin "
        "betriebsleiterin drh dsi dean chefarzt subdirector subdirectora",
    ),
    (
        3,
        "manager managerin supervisor gerente jefe jefa responsable teamleiter teamleiterin gruppenleiter "
        "gruppenleiterin teamlead chefe coordenador coordenadora encargado encargada superviseur responsavel "
        "foreman filialleiter filialleiterin polier contremaitre capataz encarregado encarregada vorarbeiter "
        "industriemeister schichtfuhrer cheffe",
    ),
    (
        2,
        "senior sr snr lead principal staff expert confirme confirmee leitender distinguished fellow expertin pleno "
        "oberarzt leitende",
    ),
    (
        0,
        "intern internship trainee praktikant praktikantin praktikum werkstudent werkstudentin stagiaire becario "
        "becaria estagiario estagiaria apprentice azubi auszubildender student studentin etudiant etudiante "
        "estudiante estudante alternant alternante junior jr undergraduate praticante aprendiz graduate "
        "doctorant doctorante doctorando doctoranda doutorando doutoranda predoctoral apprenti apprentie "
        "practicante volontar bolsista residente",
    ),
)
"""0 in training or junior, 1 plain, 2 senior, 3 manager, 4 head or director, 5 vice president, 6 the top."""

LEVEL_PHRASES: tuple[tuple[int | None, str], ...] = (
    (
        6,
        "managing director, geschaftsfuhrende gesellschafterin, geschaftsfuhrender gesellschafter, general director, "
        "director general, directora general, directeur general, directrice generale, diretor geral, diretora geral, "
        "managing partner, general partner, founding partner, consejero delegado, consejera delegada, presidente "
        "executivo, presidente ejecutivo, chief executive, administrador delegado",
    ),
    (
        5,
        "vice president, vice presidente, vice presidenta, general manager, gerente general, country manager, "
        "general counsel",
    ),
    (4, "chief of staff, senior manager, sr manager, school principal"),
    (
        3,
        "chef de chantier, chef d atelier, chef de rayon, chef de service, chef des ventes, chef de secteur, "
        "chef comptable, chef d etablissement, chef de cuisine, conducteur de travaux, conductrice de travaux, "
        "maestro de obra, mestre de obras, cadre de sante, group product manager, "
        "team lead, team leader, team manager, chef d equipe, jefe de equipo, deputy head, "
        "assistant director, associate director",
    ),
    (2, "founding engineer, founding member, assistant manager, art director"),
    (
        None,
        "jefa de proyecto, jefa de proyectos, jefa de producto, cheffe de projet, cheffe de produit, "
        "cheffe de publicite, chef de publicite, "
        "product marketing manager, coordenador de projetos, coordenadora de projetos, product owner, process "
        "owner, executive assistant, business development manager, assistante de direction, assistant de "
        "direction, chef de projet, chef de produit, jefe de proyecto, jefe de producto, gerente de projetos, "
        "gerente de proyectos, gerente de produto, gerente de producto, gerente de contas, gerente de cuentas, "
        "head hunter, student success, research fellow, expert comptable, experte comptable",
    ),
)
"""Looked for before single words; ``None``: the word in it that names a level does not mean one here."""

PLAIN_MANAGERS = (
    "product project program programme account accounts community case relationship category brand content partner "
    "success office key social release delivery event property portfolio client customer contract implementation "
    "territory area talent change knowledge vendor alliance channel growth campaign community assurance incident "
    "produkt projekt partnerships lifecycle paid media partnership"
)
"""Before ``manager`` these name a trade, not people to lead: "Product Manager" is plain, "Sales Manager" leads."""

PLAIN_OPERATIONS = "product sales marketing revenue people business design legal program data"
"""Before ``operations manager`` these name a trade too: a Product Operations Manager leads no team by name."""
