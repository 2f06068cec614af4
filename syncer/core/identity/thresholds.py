"""Every number that decides about identity, with where it comes from. Bits are log2 of the odds that two are one.

Chosen on seed 2 of the generator (weights: seeds 11 to 76; figures are reported on seed 3).
"""

MERGE = 1.0
"""Join two contacts by themselves from here: of the weakest, between 1 and 2 bits, .92 to .98 are right on seed 2, of
those between .5 and 1 .73 to .85. F1 is flat between .5 and 2.5."""
LONE = 2.0
"""The same where one of them has no more than a first name, which many bear: .62 to .83 are right below."""
RARE = 0.2
"""Join two contacts with nothing in common but the full name where fewer others of it than this are to be expected
(``rarity.py``), no list has two whom it could mean and nothing speaks against it. On seed 2, .97 of such joins are
right at 5,000 and at 30,000 contacts, .95 to .97 with the other mix; one in 20 or 30 people there has a namesake."""
SUGGEST = -1.0
"""Ask in Review from here: odds of one to two. Below, a question would be wrong more often than twice in three."""
OVERWHELMING = 6.0
"""Evidence that may join two groups whose full names or birthdays contradict each other through a contact that has
neither (an initial, a lone first name). Two LinkedIn profiles are never joined, whatever the evidence."""
CONTRADICTED = 8.0
"""Evidence that joins two contacts whose own first names contradict each other (mother and son share much, too)."""
ALIKE = 16.0
"""Evidence that joins two entries of one list whose full names are only alike (Jan Jansen, Jan Hansen). To stand in one
list brings 8 bits, a firm and a title in common up to 7 more: it takes an address, a number or a profile."""
