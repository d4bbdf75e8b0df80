"""Invented sentences in many manners of reporting, each with every harm and number that it tells, and nothing else."""

TOLD = [
    # whoever speaks at the end is not harmed
    ("Raiders shot dead 14 farmers and made off with cattle, a local councillor said.", [("killed", 14)]),
    ("A jet bombed a school, killing seven pupils outright, a teacher said by phone.", [("killed", 7)]),
    ("Shelling killed four more villagers, two residents said.", [("killed", 4)]),
    ("Shelling killed four more villagers and two residents.", [("killed", 4), ("killed", 2)]),
    # one person among several, with an age
    ("The blast killed a 19-year-old waitress and two soldiers.", [("killed", 1), ("killed", 2)]),
    (
        "Among the dead were five policemen and a street vendor with her two children.",
        [("killed", 5), ("killed", 1), ("killed", 2)],
    ),
    ("Among the dead letters were five from policemen.", []),
    # ages and families count nobody
    ("Bombs killed 43 schoolgirls aged 15 to 18.", [("killed", 43)]),
    ("He said four of the dead were children under ten.", [("killed", 4)]),
    ("Barrel bombs killed nine people from one family.", [("killed", 9)]),
    ("The strike killed a family of six in the camp.", [("killed", 6)]),
    ("The strike hit a street of six houses in the camp.", []),
    # what is shared by a list
    (
        "Four farmers were killed by shelling, three by mines, and one by gunfire at a checkpoint.",
        [("killed", 4), ("killed", 3), ("killed", 1)],
    ),
    ("Seven people were wounded, one seriously.", [("injured", 7), ("injured", 1)]),
    ("Some 76 households (512 individuals) were displaced.", [("displaced", 76), ("displaced", 512)]),
    (
        "Troops killed eight members of the front and captured four, two of them minors.",
        [("killed", 8), ("detained", 4), ("detained", 2)],
    ),
    ("Troops killed eight members of the front and captured four villages.", [("killed", 8)]),
    ("They recorded six cases of arbitrary arrest.", [("detained", 6)]),
    ("They recorded six cases of arbitrary spelling.", []),
    # the dead are not evacuated, soldiers who enter are not displaced
    ("Workers pulled 37 bodies out of the rubble.", [("killed", 37)]),
    ("Displacement went on. Two hundred soldiers entered the village.", []),
    # taken to hospital: hurt, unless the sentence tells of an illness or of gas
    ("Seven residents were hospitalised after the raid.", [("injured", 7)]),
    ("Seven residents were hospitalised after a gas attack.", [("other_harm", 7)]),
    ("Of the crew, 16 are being treated in the town.", [("injured", 16)]),
    # nouns and totals
    ("The blast caused one death and 60 injuries.", [("killed", 1), ("injured", 60)]),
    ("The web site put army losses over the week at 92.", [("killed_or_injured", 92)]),
    ("The firm put its losses over the week at 92 million dollars.", []),
    ("The envoy spoke of 12 massacres.", []),
    ("The real number of the disappeared is over ninety.", [("missing", 91)]),
    ("Names were put to 1,942 victims of massacres.", [("killed", 1942)]),
    # idioms
    ("Only 12 guerrillas had fallen in combat.", [("killed", 12)]),
    ("Three cadres laid down their lives.", [("killed", 3)]),
    ("Snipers picked off 225 people.", [("killed", 225)]),
    ("A court sentenced 11 rebels to death.", []),
    ("At least 20 villagers were led away by soldiers.", [("abducted", 20)]),
    ("As many as 4,000 men were being held in a stadium.", [("detained", 4000)]),
    ("Two people are still under the rubble.", [("besieged", 2)]),
    # captives, custody, ages told by rank, groups
    ("Rebels killed eight warders and took 12 policemen captive.", [("killed", 8), ("detained", 12)]),
    ("The society deplored the death in custody of four detainees.", [("killed", 4)]),
    ("A mine claimed the lives of three siblings, the eldest of them nine.", [("killed", 3)]),
    ("Squads shot 90 prisoners in groups of ten.", [("killed_or_injured", 90)]),
    ("The group interviewed 221 refugees in the camp.", []),
    (
        "Armed men held 27 abducted villagers (19 women and eight girls).",
        [("abducted", 27), ("abducted", 19), ("abducted", 8)],
    ),
    # who acts is not harmed
    ("Two foreign mercenaries killed a taxi driver in a quarrel.", [("killed", 1)]),
    ("The mayor was gunned down with two of his guards.", [("killed", 2)]),
    # short texts that tell what drove people out
    ("Floods: wardens took 640 people to a sports hall.", [("evacuated", 640)]),
    ("Rising water drove 830 families out in the valley.", [("displaced", 830)]),
    ("Some 640 people went to a concert.", []),
]
#: shares of people told just before
SHARES = [
    ("At least 20 people, most of them women, were led away by soldiers.", "most of", "abducted", "women"),
    ("An armed crowd left 16 people dead, almost half of them children.", "almost half of", "killed", "children"),
]
#: whose dead a side's own losses are, by number
OWN = [
    ("The border police suffered three dead.", "soldiers"),
    ("The separatists lost eleven men and two tanks.", "fighters"),
    ("The rebels inflicted 41 casualties on the army.", "soldiers"),
    ("The militia executed 19 of its own members.", "fighters"),
    ("The army killed 19 people.", "people"),
    ("The town suffered three dead.", "people"),
]
#: who speaks for a number: the words, or None
VOICED = [
    ("The Watch documented the killing of nine villagers, including two children.", ["The Watch", "The Watch"]),
    ("The services acknowledged a toll of 98 dead.", ["The services"]),
    ("The high command admits only six dead.", ["The high command"]),
    ("The envoy admitted a part in 30 deaths.", [None]),
    ("No group has claimed the raid that killed seven peasants.", [None]),
]
