"""Sentences in the manner of reporting from several wars, all of them invented: who is blamed, or nobody."""

BLAMED = [
    (
        (
            "Fourteen farmers were hacked to death in their beds by men they later recognised as members of "
            "the Tolan self-defence committee."
        ),
        "men they later recognised as members of the Tolan self-defence committee",
    ),
    (
        (
            "The Aldar Rapid Forces swept through three villages south of the salt road last week, torching "
            "homes and killing at least 27 people, survivors told an aid worker."
        ),
        "The Aldar Rapid Forces",
    ),
    (
        (
            "A drone dropped two grenades on a queue outside a bakery, killing six; local officials said it "
            "had come from the Merran side of the river."
        ),
        "drone",
    ),
    (
        ("Two glide bombs dropped by Merran aircraft struck a post office in the border town, killing three clerks."),
        "Merran aircraft",
    ),
    (
        "Merran forces struck the town with multiple-launch rockets overnight, leaving eight people wounded.",
        "Merran forces",
    ),
    (
        "Residents say the 41 men were lined up and shot by fighters loyal to General Okutu.",
        "fighters loyal to General Okutu",
    ),
    (
        (
            "The bodies of seven youths showed signs of torture; relatives accuse the 3rd Mountain "
            "Battalion of having executed them."
        ),
        "the 3rd Mountain Battalion",
    ),
    (
        "Seven coca growers died when anti-narcotics police fired into a crowd blocking the road.",
        "anti-narcotics police",
    ),
    (
        (
            "Light infantry troops burned 200 homes and killed 11 villagers who had stayed behind, "
            "according to the Hill People's Relief Committee."
        ),
        "Light infantry troops",
    ),
    ("At least 19 monks were detained after soldiers stormed the monastery before dawn.", "soldiers"),
    ("Junta jets dropped a bomb on a wedding in the township, killing 17 guests and injuring 30.", "Junta jets"),
    (
        "A landmine thought to have been laid by the Lowland Liberation Army killed four schoolgirls.",
        "the Lowland Liberation Army",
    ),
    (
        (
            "The prosecutor charged that units under Colonel Dravic's command had murdered more than 300 "
            "prisoners at the quarry."
        ),
        "units under Colonel Dravic's command",
    ),
    (
        "Some 300 prisoners were murdered at the quarry; the tribunal convicted Colonel Dravic of the crime.",
        "Colonel Dravic",
    ),
    ("Twelve passengers died on the airport road when their bus ran over a mine laid by insurgents.", "insurgents"),
    (
        ("Cattle rustlers in military fatigues killed at least 23 people and made off with hundreds of animals."),
        "Cattle rustlers",
    ),
    (
        "The rebels of the March 9 Movement shot dead eight men whom they accused of spying for the army.",
        "The rebels of the March 9 Movement",
    ),
    (
        "Machete-wielding assailants killed ten people overnight in a village in the north-east.",
        "Machete-wielding assailants",
    ),
    ("ADA rebels have slaughtered at least 40 worshippers during a night vigil, the bishop said.", "ADA rebels"),
    ("Suspected ADA rebels killed 13 people overnight.", "Suspected ADA rebels"),
    ("A regional official blamed the killing of 13 people on the ADA, a charge the group did not answer.", "the ADA"),
    (
        (
            "The navy shelled a fishing village it said was a base of the Tide Tigers, killing 20 people, "
            "most of them women."
        ),
        "The navy",
    ),
    ("Navy gunboats sank a trawler carrying refugees and 14 of them drowned.", "Navy gunboats"),
    (
        ("A female suicide bomber of the Tide Tigers blew herself up in the minister's office, wounding six aides."),
        "A female suicide bomber of the Tide Tigers",
    ),
    (
        "Aerial bombing by the Kantar air force of the no-fire zone killed 70 civilians, the diocese said.",
        "the Kantar air force",
    ),
    ("The hospital was hit by army shells, and 30 patients were killed.", "army"),
    ("Peacekeepers opened fire on a crowd that was throwing stones, and two demonstrators died.", "Peacekeepers"),
    (
        ("Federal soldiers going house to house shot at least 60 young men, residents of the town said by telephone."),
        "Federal soldiers",
    ),
    (
        (
            "Ostrian soldiers, who entered the war on the federal side in November, are accused by "
            "residents of shooting 90 people in the cathedral."
        ),
        "Ostrian soldiers",
    ),
    ("Three aid workers were murdered by unknown gunmen on the road north of the town.", "unknown gunmen"),
    (
        (
            "An airstrike on a kindergarten killed at least seven people on Friday; the regional television "
            "blamed the federal government."
        ),
        "the federal government",
    ),
    ("The federal government rejected a claim that its jets killed seven people in a kindergarten.", "its jets"),
    (
        "Militiamen from the lowlands drove tens of thousands of highlanders out of the western zone.",
        "Militiamen from the lowlands",
    ),
    (
        (
            "The death squad known as the Hand, which operated out of a barracks, killed some 400 trade "
            "unionists between 1980 and 1984."
        ),
        "The death squad known as the Hand",
    ),
    (
        (
            "The guerrillas mined the bridge and then machine-gunned the bus that stopped before it, "
            "killing seven passengers."
        ),
        "The guerrillas",
    ),
    (
        ("A patrol of the treasury police took eleven youths from their homes; they were found shot the next day."),
        "A patrol of the treasury police",
    ),
    ("Eleven youths were taken from their homes by uniformed men and have not been seen since.", "uniformed men"),
    ("The 4th Brigade said it killed 12 guerrillas in two days.", "The 4th Brigade"),
    (
        "More than 8,000 men and boys were killed by General Radan's army in the space of a week.",
        "General Radan's army",
    ),
    ("During its retreat the militia executed at least 35 detainees held in the customs house.", "the militia"),
    ("Merran missiles struck a railway station packed with people trying to leave, killing more than 50.", "Merran"),
    ("The separatists' leader said Tavrian artillery killed three people in the city centre.", "Tavrian"),
    (
        "Drone attacks on markets by the Aldar Rapid Forces have left at least 80 dead this month.",
        "the Aldar Rapid Forces",
    ),
    (
        ("Women who fled the camp described how the Rapid Forces had shot 15 boys who tried to climb the berm."),
        "the Rapid Forces",
    ),
    ("An army barrel bomb hit a displaced people's school, killing 33, the emergency room said.", "army"),
    (
        "Hooded men armed with shotguns dragged six peasants from a chapel and killed them beside the road.",
        "Hooded men armed with shotguns",
    ),
    (
        ("The Third Column of the People's Front ambushed a lorry carrying conscripts, killing nine and wounding 14."),
        "The Third Column of the People's Front",
    ),
    (
        (
            "An army counter-insurgency battalion trained abroad massacred nearly 200 villagers on the "
            "banks of the Sumar."
        ),
        "An army counter-insurgency battalion",
    ),
    (
        (
            "Nearly 200 villagers, most of them children, perished on the banks of the Sumar at the hands "
            "of a battalion of the army."
        ),
        "a battalion of the army",
    ),
    (
        "A commando of the Red Scorpions burst into a rehabilitation clinic and shot dead 26 patients.",
        "A commando of the Red Scorpions",
    ),
    ("The Vanguard Army admitted responsibility for the car bomb that killed 21 police cadets.", "The Vanguard Army"),
    (
        ("Five soldiers were killed by the explosion of a charge that the Vanguard Army had buried on the track."),
        "the Vanguard Army",
    ),
    ("Two indigenous leaders were murdered by dissidents of the 30th Front.", "dissidents of the 30th Front"),
    (
        (
            "Paramilitaries with chainsaws killed 27 people in the river hamlets while troops at the base "
            "nearby did nothing."
        ),
        "Paramilitaries",
    ),
    ("The Rapid Forces have laid siege to the city since May, trapping 260,000 civilians.", "The Rapid Forces"),
    ("At least 31 people were killed by Rapid Forces shelling of the camp on Sunday.", "Rapid Forces"),
    (
        (
            "Shells rained on the camp on Sunday, killing at least 31 people; the emergency network held "
            "the Rapid Forces responsible."
        ),
        "the Rapid Forces",
    ),
    ("Army warplanes bombarded the livestock market at Kumara and 54 people burned to death.", "Army warplanes"),
    ("The army has been accused of dropping barrel bombs on Kumara that killed 54 people.", "The army"),
    ("Gunmen on camels attacked a farming settlement, killing 22 people and burning 60 huts.", "Gunmen on camels"),
    (
        ("Twenty-two people were killed and 60 huts burned when gunmen on camels rode into a farming settlement."),
        "gunmen on camels",
    ),
    ("A guided bomb launched by Merra hit a supermarket, killing 12 shoppers, the governor wrote.", "Merra"),
    ("Merra launched 70 drones and 12 missiles overnight; three people were killed and 24 were injured.", "Merra"),
    ("Merra's defence ministry said that Tavrian shelling of a border village had killed two men.", "Tavrian"),
    (
        (
            "A Tavrian strike on a bread shop in the occupied town killed 28 people, the officials "
            "installed by Merra said."
        ),
        "Tavrian",
    ),
    ("Occupying troops shot dead at least 73 residents of the suburb before they pulled out.", "Occupying troops"),
    (
        "The Myin junta's soldiers beheaded three volunteers and burned a dozen villagers alive.",
        "The Myin junta's soldiers",
    ),
    (
        (
            "Air raids carried out by the military on a village gathering killed more than 160 people, said "
            "the shadow government."
        ),
        "the military",
    ),
    ("A resistance group shot dead two township clerks whom it called informers.", "A resistance group"),
    ("The Northern Independence Army said a bomb from an army drone killed 29 people in the camp.", "army"),
    (
        ("Regional special forces killed 55 people in the market town, an inquiry by the rights commission found."),
        "Regional special forces",
    ),
    (
        (
            "At least 100 people were killed when gunmen of the Oroma Freedom Army attacked settlers of "
            "another community."
        ),
        "gunmen of the Oroma Freedom Army",
    ),
    (
        "The authorities blame the Oroma Freedom Army for the massacre of 100 settlers; it denies any part.",
        "the Oroma Freedom Army",
    ),
    ("Federal drones killed 57 people sheltering in a camp at Dessa, aid workers said.", "Federal drones"),
    ("More than 20 fishermen were shot by the navy for entering the closed zone.", "the navy"),
    (
        (
            "The Tide Tigers fired on civilians who tried to cross the lagoon, killing at least ten, "
            "according to the army."
        ),
        "The Tide Tigers",
    ),
    (
        "Claymore mines set by the army's deep penetration unit killed a priest and his driver.",
        "the army's deep penetration unit",
    ),
    (
        (
            "A claymore mine hit a bus of schoolchildren and 11 were killed; the Tigers blamed the deep "
            "penetration unit."
        ),
        "the deep penetration unit",
    ),
    (
        ("Bombardment by the security forces killed 378 civilians in one night, the government agent reported."),
        "the security forces",
    ),
    ("The 64th Division overran the last hospital, and 40 wounded were shot in their beds.", "The 64th Division"),
    ("Troops found the bodies of 12 hostages killed by the rebels during the siege.", "the rebels"),
    ("The M29 rebels executed at least 171 civilians in the town of Kisheri.", "The M29 rebels"),
    (
        "Soldiers of the presidential guard fired on a religious procession and 43 people were shot dead.",
        "Soldiers of the presidential guard",
    ),
    ("Serran gunners lobbed a mortar bomb into the market, killing 68 people.", "Serran gunners"),
    ("The White Wolves, a unit from across the border, expelled 4,000 people and murdered dozens.", "The White Wolves"),
    (
        "Some 116 villagers, including a baby, were killed in the valley by soldiers of the Defence Council.",
        "soldiers of the Defence Council",
    ),
    ("A sniper killed a couple who were crossing the bridge under a truce.", "A sniper"),
    ("Prison wardens shot dead 17 inmates during a riot.", "Prison wardens"),
    ("The rebels shot down a government helicopter, killing all 11 crew.", "The rebels"),
    ("Vigilantes lynched four men whom they took for bandits.", "Vigilantes"),
    ("Ten teachers were kidnapped by unknown men on the Mokolo road.", "unknown men"),
    ("The Vanguard's snipers killed four women who were fetching water.", "The Vanguard's snipers"),
    (
        "A rocket that hit a maternity ward, killing three, was fired by the Eastern Army, munitions experts concluded.",
        "the Eastern Army",
    ),
    ("In a statement, the Brotherhood said its men had slain 30 soldiers.", "its men"),
    ("Villagers hold the rangers responsible for the deaths of five fishermen.", "the rangers"),
    ("Police fired live rounds at the marchers, and six of them were killed.", "Police"),
    ("Three nuns were raped and strangled by national guardsmen in 1980.", "national guardsmen"),
    (
        "Presidential guards opened up on the crowd with automatic rifles; 157 people lost their lives.",
        "Presidential guards",
    ),
    ("The army lost 17 men to an IED planted by Shield fighters.", "Shield fighters"),
    ("Bombs dropped by Sukhoi jets of the Varian air force killed 22 in the market.", "Sukhoi jets"),
    ("A settler shot two shepherds dead near Sur.", "A settler"),
    ("Residents blamed the killing of 11 merchants on bandits allied to the governor.", "bandits"),
    ("A mob lynched three men accused of theft.", "A mob"),
    ("Nineteen miners were burned alive by militiamen who had locked them in a hut.", "militiamen"),
    ("According to the ministry, saboteurs blew up the railway, killing two guards.", "saboteurs"),
    ("Soldiers seeking revenge for an ambush went from door to door and shot 60 men.", "Soldiers"),
    ("Cross-border fire by Ostria wounded four farmers.", "Ostria"),
    ("Insurgents claimed that they killed 40 gendarmes.", "Insurgents"),
    ("The group also beheaded two Ethiopian drivers.", "The group"),
    ("A suicide attacker drove a truck into the barracks, killing 48.", "A suicide attacker"),
    ("Forty-eight recruits were killed by a suicide bomber from the Black Banner.", "a suicide bomber"),
    ("The Black Banner's morning assault left 16 guards dead.", "The Black Banner"),
    ("Government gunships strafed the road, and a dozen fleeing villagers were hit.", "Government gunships"),
    ("Thirty civilians were killed in raids blamed by the opposition on Varia.", "Varia"),
    ("The general is on trial for ordering the murder of 38 villagers.", "The general"),
    ("Eleven fishermen were detained by the Varian coast guard.", "the Varian coast guard"),
    ("At least 70 died in the camp at the hands of their jailers.", "their jailers"),
    (
        "In Luhansk-like Lutovo, shelling by Ostrian-backed fighters killed three and hurt seven.",
        "Ostrian-backed fighters",
    ),
    ("Five brothers were taken away at night by men in unmarked cars.", "men"),
    ("Vigilantes and police jointly killed 18 suspected robbers.", "police"),
    ("The warlord's men have starved to death at least 200 captives.", "The warlord's men"),
    ("Fire from a Kedaran tank killed a cameraman.", "a Kedaran tank"),
    ("He said he had lost two sons to the regime's barrel bombs.", "the regime"),
    ("Six police recruits were ambushed and killed by fighters believed to be from the Shield.", "fighters"),
    ("The Ministry of Defence said its forces had eliminated 25 saboteurs.", "its forces"),
    ("The Lions, whom residents accuse of looting, killed a shopkeeper and two clients.", "The Lions"),
    ("Dismissed soldiers ran amok in the capital, killing 14.", "Dismissed soldiers"),
    ("The rebels hanged 11 collaborators from lamp posts.", "The rebels"),
    ("Fishermen accuse the navy of having sunk two boats and drowned nine of their fellows.", "the navy"),
    ("Ostrian jets flattened a bakery, killing 26.", "Ostrian jets"),
    ("A patrol of the border police shot dead three smugglers.", "A patrol of the border police"),
    ("Twenty hostages were slaughtered by their captors when the ransom was not paid.", "their captors"),
    (
        "The Crescent Army, which has besieged the town since May, killed four aid workers with a drone.",
        "The Crescent Army",
    ),
    ("At least 50 died when loyalist militiamen opened fire at a funeral.", "loyalist militiamen"),
    ("In revenge, Karam tribesmen burned 12 huts and speared seven herders.", "Karam tribesmen"),
    ("A mine laid by retreating occupiers killed a sapper and two children.", "retreating occupiers"),
    ("Interrogators beat two students to death.", "Interrogators"),
    ("Students say interrogators beat two of them to death.", "interrogators"),
    ("The army's bombing of the hospital killed 30 patients.", "The army"),
    ("Loyalists killed 15 and captured 30 in the mountain pass.", "Loyalists"),
    ("Over 100 villagers have been abducted since June, most by the Lord's Legion.", "the Lord's Legion"),
    ("The abduction of 276 schoolgirls by the sect shocked the world.", "the sect"),
    ("Three policemen were stabbed to death by rioters.", "rioters"),
    ("The regime gassed at least 80 people in their cellars.", "The regime"),
    ("Forty families were thrown out of their houses by settlers under army escort.", "settlers"),
    ("Militants loyal to Omar Saad beheaded four bus drivers.", "Militants"),
    ("Two foreign mercenaries killed a taxi driver in a quarrel.", "Two foreign mercenaries"),
    ("Varian snipers hidden in a mill picked off six defenders.", "Varian snipers"),
    ("Eleven defenders were cut down by Varian snipers.", "Varian snipers"),
    ("He accused the two governments of complicity in the killing of 90 refugees.", "the two governments"),
    ("After the army withdrew, gangs looted the town and killed 13.", "gangs"),
    ("Police said five pupils were killed by the insurgents.", "the insurgents"),
    ("The warplanes, most likely Kedaran, killed 17 people at the depot.", "The warplanes"),
]
NOBODY = [
    ("An artillery shell fired from Brevik Heights, held by the Second Corps, killed five people waiting for water."),
    "The bus hit an improvised device on the airport road and 12 passengers died.",
    "Herders and farmers clashed over a well on Tuesday, and 16 people lost their lives.",
    (
        "A hospital in the no-fire zone was hit by shells for the third time in a week and 30 patients "
        "were killed; the military denied firing on it."
    ),
    "A government spokesman said that 12 guerrillas had been killed in a clash with the 4th Brigade.",
    "Shelling by both sides killed 16 people in the divided town.",
    "More than 50 people were killed when a missile struck the station; Merra denied responsibility.",
    "Seven policemen were killed and their weapons stolen.",
    "A car bomb exploded beside a patrol, killing four policemen and a vendor. No group has claimed it.",
    "Police investigators exhumed 73 bodies from gardens in the suburb.",
    "Shells hit a displacement camp near the headquarters of the Northern Independence Army, killing 29.",
    "Clashes between the M29 and pro-government militias left 17 dead.",
    "Sixty-eight people were killed by a single mortar bomb in the market; each side accused the other.",
    "Seventeen inmates were killed in a riot at the state prison, the wardens said.",
    "A government helicopter crashed in rebel territory, killing all 11 crew.",
    "Eight labourers were killed when a mine exploded under their truck.",
    "Police found the bodies of six marchers.",
    "Six marchers were killed, police said.",
    "Twenty-one pilgrims perished after their ferry sank.",
    "Two boys were torn apart by a cluster bomblet left over from the war.",
    "A grenade thrown from a passing car injured eight students.",
    "Seven people died in clashes between the Murle and the Dinka.",
    "Shells landed in Lutovo, killing three.",
    "An explosion at a munitions factory killed nine workers.",
    "Bullets fired from the fort killed two girls.",
    "Nobody has been charged over the killing of the six monks.",
    "An army officer was killed with five recruits in a helicopter crash.",
    "Four recruits were killed by friendly fire.",
    "Seven boys died after they drank poisoned wine.",
    "Two foreign mercenaries were killed.",
    "A tank shell fired into a flat killed a mother and her twins; each side blamed the other.",
]
