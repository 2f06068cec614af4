"""Words of job titles in English, German, French, Spanish and Portuguese: which function they name.

Written by hand for this project. Plain a to z, as ``titles`` folds a title before it looks here. Stronger words win
over weaker ones: a phrase over a word, a trade over a field, a field over a bare "engineer" or "analyst".
"""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "general": "managing director, general manager, directeur general, directrice generale, director general, gerente "
    "general, directora general, diretor geral, diretora geral, managing partner, country manager, directeur de "
    "pays, executive director, consejero delegado, consejera delegada, administrador delegado, presidente "
    "ejecutivo, presidente executivo, presidente del consejo, president directeur general, chief executive",
    "product": "product owner, product manager, product management, product lead, chef de produit, jefe de producto, "
    "gerente de produto, product operations, group product, technical product, responsable produit, head of "
    "product, director of product, vp product, vp of product, chief product",
    "engineering": "software engineer, site reliability, machine learning engineer, web developer, front end, back "
    "end, full stack, solutions architect, software architect, cloud engineer, cto, ml engineer, ai engineer, "
    "desarrollador web, ingeniero de software, engenheiro de software, ingenieur logiciel, member of technical "
    "staff, directeur technique, directrice technique, director tecnico, diretor tecnico, technischer leiter, "
    "technische leiterin, architecte logiciel, arquitecto de software, arquiteto de software, architecte cloud, "
    "chefe de tecnologia, head of technology, gerente de engenharia, gerente de ingenieria, director de "
    "tecnologia, diretor de tecnologia, engineering manager, "
    "arquiteto de solucoes, arquitecto de soluciones, architecte solutions",
    "data": "data engineer, data scientist, data science, data analyst, business intelligence, machine learning, data "
    "platform, ciencia de datos, ciencia de dados, analyste de donnees, analista de datos, analista de dados, "
    "applied scientist, product analyst, marketing analyst, artificial intelligence, data architect, decision "
    "scientist, quantitative analyst, cientista de dados, cientifico de datos, ingenieur data, ingenieur donnees, "
    "ingeniero de datos, engenheiro de dados",
    "design": "user experience, user interface, ux researcher, ui ux, ux ui, product designer, product design, "
    "graphic designer, art director, creative director, directeur artistique, user research, ux research, "
    "directrice artistique, director de arte, diretor de arte, direccion de arte, concepteur graphique",
    "security": "information security, cyber security, security engineer, security analyst, penetration tester",
    "it": "information technology, system administrator, systems administrator, help desk, it manager, it support, "
    "database administrator, network engineer, network administrator, technical support, sistemas de informacion, "
    "systems engineer, desktop support, it director, support engineer, business systems, systemes d information, "
    "systeme d information, sistemas de informacao, tecnologia da informacao, tecnologias de la informacion, "
    "analista de sistemas, ingenieur systeme, ingenieur reseau, technicien informatique, technicien support, "
    "tecnico de sistemas, tecnico de suporte",
    "quality": "quality assurance, test engineer, qa engineer, test automation, sdet",
    "hardware": "mechanical engineer, electrical engineer, civil engineer, hardware engineer, chemical engineer, "
    "aerospace engineer, structural engineer, embedded engineer, design engineer, process engineer, mechatronics "
    "engineer",
    "project": "project manager, program manager, programme manager, scrum master, chef de projet, jefe de proyecto, "
    "gerente de projetos, gestor de projetos, project management, business analyst, agile coach, delivery "
    "manager, pmo, release manager, gestor de proyectos, chargee de projet, charge de projet, technical program, "
    "release train",
    "supply": "supply chain, category manager, strategic sourcing, demand planner, supply planner, einkaufer, order "
    "management, inventory manager, fleet manager, material planner",
    "operations": "store manager, facilities manager, branch manager, chief of staff, business operations, office of "
    "the ceo, chief operating, revenue operations",
    "finance": "financial analyst, investment banking, investment analyst, private equity, asset management, controle "
    "de gestion, controleur de gestion, wealth management, equity research, venture capital, financial planning, "
    "investor relations, risk manager, credit analyst, portfolio manager, payroll manager, fund manager, cost "
    "controller, controleur de gestion, controleur financier, kaufmannischer leiter, kaufmannische leiterin, "
    "controller financiero, analista contabil, analista fiscal, charge de controle, tax advisor, charge d audit, "
    "directeur administratif et financier, gestionnaire de patrimoine, gestor de carteira, gestor de inversiones",
    "people": "human resources, people operations, recursos humanos, ressources humaines, people partner, business "
    "partner hr, learning and development, employee experience, people and culture, people team, organizational "
    "development, hr business partner, compensation and benefits, employee relations, chief people, head of "
    "people, vp people, gestionnaire de paie, gestionnaire paie, departamento pessoal, gestion de personas, "
    "gestao de pessoas, lohn und gehalt, charge de formation, administracion de personal",
    "recruiting": "talent acquisition, head of talent, vp talent, director of talent, talent partner, talent sourcer, "
    "executive search, talent scout, charge de recrutement, chargee de recrutement, atraccion de talento, "
    "adquisicion de talento, aquisicao de talentos, atracao de talentos, staffing consultant, talent specialist, "
    "talent manager, recruitment consultant, talent advisor, seleccion de personal, tecnico de seleccion, "
    "recrutamento e selecao, seleccion y reclutamiento, recrutement et, consultor de seleccion, selecao de "
    "pessoal, personalreferent recruiting",
    "marketing": "product marketing, growth marketing, brand manager, content strategist, social media, community "
    "manager, content marketing, digital marketing, demand generation, events manager, event manager, search "
    "engine, growth manager, content manager, copy writer, communications manager, media planner, marketing "
    "manager",
    "communications": "public relations, corporate communications, internal communications, public affairs, "
    "government affairs, external affairs, press officer, relations publiques, comunicacion corporativa, external "
    "relations, assessor de imprensa, jefe de prensa, attache de presse, attachee de presse, directeur de la "
    "communication",
    "sales": "account executive, account manager, business development, sales engineer, inside sales, key account, "
    "account director, sales development, grands comptes, charge d affaires, chargee d affaires, ingenieur "
    "commercial, ingenieure commerciale, ingenieur d affaires, sales operations, pre sales, solutions engineer, "
    "territory manager, client partner, real estate agent, channel manager, chief revenue, partner manager, "
    "strategic partnerships, solutions consultant, solution engineer, technical sales, sales manager, desarrollo "
    "de negocio, desenvolvimento de negocios, executivo de contas, executivo de vendas, ejecutivo de cuentas, "
    "ejecutivo comercial, assesor comercial, directeur des ventes, asesor comercial, consultor comercial",
    "customer": "customer success, customer service, customer support, customer experience, client services, call "
    "center, service client, atencion al cliente, atendimento ao cliente, relation client, servicio al cliente, "
    "client success, relacion con clientes, sucesso do cliente, customer care, technical account, implementation "
    "manager, customer operations, charge de clientele, conseiller clientele, conseiller client, asesor de "
    "clientes, gestor de clientes, suporte ao cliente, soporte al cliente",
    "consulting": "management consultant, strategy consultant, strategy manager, corporate strategy, business "
    "consultant, engagement manager, corporate development, strategy and operations, transformation manager",
    "research": "research scientist, research fellow, research assistant, research associate, research engineer, "
    "clinical research, r d, research and development, wissenschaftlicher mitarbeiter, wissenschaftliche "
    "mitarbeiterin, ingenieur de recherche, bolsista de pesquisa, becario de investigacion, phd student, phd "
    "candidate",
    "health": "physical therapist, medical director, pharmacy technician, medical assistant, clinical nurse, care "
    "manager",
    "education": "school principal, head teacher, professeur des ecoles, assistant professor, associate professor, "
    "teaching assistant, full professor, academic dean, research professor, instructional designer, enseignant "
    "chercheur, professor titular, maitre de conferences, maestro de primaria",
    "admin": "executive assistant, administrative assistant, office manager, personal assistant, assistant to, "
    "assistante de direction, assistant de direction, asistente ejecutiva, assistente executiva, data entry, "
    "front desk, asistente de direccion, secretaria de direccion, secretaire de direction, assistent der "
    "geschaftsfuhrung, assistenz der geschaftsfuhrung, assistente de diretoria, auxiliar administrativo",
    "legal": "general counsel, legal counsel, company secretary, data protection, contract manager, chief legal, "
    "asesor juridico, conseiller juridique, consultor juridico, directeur juridique, gerente juridico, diretor "
    "juridico, conformite reglementaire",
    "manufacturing": "plant manager, production manager, quality engineer, manufacturing engineer, industrial "
    "engineer, responsable de production, jefe de produccion, gerente de producao, lean manager, production "
    "supervisor, field service, directeur d usine, directeur de site, directeur de production, jefe de planta, "
    "gerente de planta, director de planta, gerente industrial, diretor industrial, director industrial, "
    "directeur industriel, chef d atelier, jefe de taller, gerente de fabrica, ingeniero de produccion",
}

TRADES: Mapping[str, str] = {
    "engineering": "developer programmer coder sde swe devops sre softwareengineer entwickler entwicklerin "
    "softwareentwickler softwareentwicklerin developpeur developpeuse desarrollador desarrolladora desenvolvedor "
    "desenvolvedora programador programadora frontend backend fullstack programmierer programmiererin "
    "softwarearchitekt informaticien informatiker cto softwareingenieur webentwickler ingenieurlogiciel "
    "programmeur programmeuse",
    "data": "statistician datenanalyst datenanalystin datascientist dataops biostatistician econometrician",
    "design": "designer designerin graphiste illustrator ux ui gestalter disenador disenadora animator grafikdesigner "
    "grafiker grafikerin disenadora mediengestalter mediengestalterin maquettiste",
    "security": "ciso cybersecurity pentester infosec",
    "it": "sysadmin systemadministrator administrateur helpdesk dba cio netzwerkadministrator dsi administrador "
    "fachinformatiker netzwerktechniker",
    "quality": "tester qa testeur testerin qualitatssicherung",
    "project": "projektleiter projektleiterin projektmanager projektmanagerin projectmanager scrummaster",
    "product": "produktmanager produktmanagerin productmanager cpo produktleiter",
    "supply": "buyer procurement einkaufer einkauferin acheteur acheteuse comprador compradora disponent logistiker "
    "logistikerin merchandiser",
    "finance": "accountant cfo controller buchhalter buchhalterin comptable contador contadora auditor auditeur "
    "banker actuary investor treasurer bookkeeper controllerin steuerberater steuerberaterin trader tesorero "
    "wirtschaftsprufer underwriter actuario bilanzbuchhalter bilanzbuchhalterin contable economist auditora "
    "tresorier aktuar aktuarin kassierer tresorera finanzberater bankkaufmann bankkauffrau investmentbanker",
    "people": "chro personalleiter personalleiterin personalreferent personalreferentin drh rrhh personalmanager rh "
    "hr hrbp",
    "recruiting": "recruiter recruiterin recruiting recruitment headhunter sourcer recruteur recruteuse reclutador "
    "reclutadora recrutador recrutadora personalvermittler personalvermittlerin recrutement reclutamiento "
    "recrutamento personalberater personalberaterin personalbeschaffung recrutamiento",
    "marketing": "cmo marketer copywriter seo sem marketingleiter marketingleiterin marketingmanager brand",
    "communications": "pr journalist spokesperson pressesprecher pressesprecherin journaliste periodista jornalista "
    "editor redakteur redakteurin publicist speechwriter attachepresse porteparole redactor redactora redator "
    "redatora redacteur redactrice",
    "sales": "salesperson salesman seller vertriebsleiter vertriebsleiterin verkaufer verkauferin vendeur vendeuse "
    "vendedor vendedora commercial commerciale comercial sdr bdr presales vertriebsmitarbeiter "
    "vertriebsmitarbeiterin cro vertriebsingenieur verkaufsleiter verkaufsleiterin realtor broker "
    "dependiente vendeuse kaufmann verkaufsberater teleoperador",
    "customer": "kundenbetreuer kundenbetreuerin kundenservice kundenberater kundenberaterin csm",
    "consulting": "berater beraterin unternehmensberater unternehmensberaterin strategist",
    "research": "scientist researcher postdoc forscher forscherin chercheur chercheuse investigador investigadora "
    "pesquisador pesquisadora physicist chemist biologist wissenschaftler wissenschaftlerin cientifico cientista "
    "mathematician doktorand doktorandin",
    "health": "rn lpn lvn rgn cna crna aprn hospitalist "
    "nurse physician doctor surgeon pharmacist dentist therapist arzt arztin krankenpfleger "
    "krankenschwester medecin infirmier infirmiere medico medica enfermero enfermera enfermeiro enfermeira "
    "farmaceutico psychologist psychologe psychologin paramedic veterinarian physiotherapist pflegefachkraft "
    "pharmacien pediatrician oberarzt chefarzt facharzt zahnarzt assistenzarzt hebamme sagefemme dentiste "
    "dentista odontologo kinesitherapeute fisioterapeuta apotheker apothekerin veterinario veterinaire tierarzt "
    "chirurg chirurgien cirujano cardiologist cardiologue radiologist anesthesiologist pflegekraft altenpfleger "
    "psicologo psychologue psychologin neuropsychologist optician optometrist midwife dietitian "
    "nutricionista logopeda paramedico",
    "education": "teacher professor lecturer lehrer lehrerin enseignant enseignante profesor profesora professora "
    "tutor instructor dozent dozentin professeur trainer maestro maestra formateur formatrice docente educator "
    "principalship",
    "admin": "secretary receptionist sekretarin secretaire secretaria recepcionista assistentin sachbearbeiter "
    "sachbearbeiterin burokauffrau burokaufmann clerk",
    "legal": "lawyer attorney counsel paralegal anwalt anwaltin rechtsanwalt rechtsanwaltin avocat avocate abogado "
    "abogada advogado advogada jurist juriste juristin solicitor barrister notar notaire clo syndikusrechtsanwalt "
    "notaire notario",
    "hardware": "mechaniker elektriker electrician maschinenbauingenieur bauingenieur bauingenieurin elektroingenieur "
    "machinist architekt architecte arquitecto arquiteto architektin mechatroniker konstrukteur mechatronikerin "
    "elektroniker elektronikerin elektrotechniker",
    "manufacturing": "werkleiter produktionsleiter produktionsleiterin welder foreman fertigungsleiter werksleiter",
    "operations": "coo betriebsleiter betriebsleiterin filialleiter filialleiterin",
    "general": "ceo geschaftsfuhrer geschaftsfuhrerin geschaftsfuhrung pdg vorstand unternehmer unternehmerin "
    "entrepreneur vorstandsvorsitzender vorstandsvorsitzende aufsichtsrat prokurist prokuristin "
    "niederlassungsleiter standortleiter gerant gerante inhaber inhaberin",
}

FIELDS: Mapping[str, str] = {
    "engineering": "software engineering cloud web mobile ios android platform firmware entwicklung developpement "
    "desarrollo desenvolvimento programming infrastructure java python architect blockchain softwareentwicklung "
    "logiciel tecnologia technologie engenharia ingenieria genie",
    "data": "data analytics bi ai ml daten donnees datos dados insights analytik statistics",
    "design": "design creative diseno gestaltung",
    "security": "security sicherheit seguridad securite seguranca",
    "it": "it informatique informatica network networks systems edv sistemas helpdesk ti si tic edv edi informatik",
    "quality": "quality qualitat qualite calidad qualidade testing",
    "project": "project projects program programme programs projekt projet proyecto proyectos projetos pmo delivery "
    "agile",
    "product": "product products produkt produit producto produto",
    "supply": "supply logistics logistik logistique logistica purchasing sourcing einkauf achats compras warehouse "
    "lager inventory fulfillment transport transportation shipping lieferkette logistikzentrum",
    "operations": "operations ops betrieb operaciones operacoes exploitation",
    "finance": "finance financial accounting finanzen buchhaltung comptabilite finanzas contabilidad financas tax "
    "treasury audit controlling banking investment investments payroll financier financiere financiero fiscal "
    "credit risk financeiro contabilidade steuern actuarial pricing billing paiement contabil contable comptable "
    "kaufmannisch rechnungswesen tresorerie tesoreria",
    "people": "people personal talent personalentwicklung compensation benefits payrolling culture dei paie nomina "
    "folha personalwesen pessoas personas",
    "marketing": "marketing growth content media campaign advertising publicite publicidad publicidade "
    "kommunikationsdesign",
    "communications": "communications communication kommunikation comunicacion comunicacao press presse prensa "
    "editorial imprensa prensa unternehmenskommunikation presseabteilung",
    "sales": "sales vertrieb ventes vente ventas vendas verkauf account accounts partnerships revenue "
    "commercialization alliances",
    "customer": "customer client clients cliente clientes kunden kundendienst support service clientele kundschaft",
    "consulting": "consultant consulting strategy strategie estrategia advisory consultora consultor conseil beratung "
    "consultante transformation consultoria advisor innovation",
    "research": "research science forschung recherche investigacion pesquisa laboratory lab doctoral doctorat",
    "health": "medical clinical health healthcare klinik medizin sante salud saude nursing patient pharmacy "
    "kardiologie chirurgie radiologie cardiologie pediatrie cardiologia pediatria oncology oncologia pharma "
    "krankenhaus "
    "enfermagem enfermeria soins pflege",
    "education": "education teaching school academic curriculum bildung formation educacion educacao training",
    "admin": "administrative administration office administrativo administrativa verwaltung sekretariat",
    "legal": "legal compliance recht juridique regulatory privacy law derecho direito contracts juridico juridica "
    "juridiques legales rechtsabteilung "
    "litigation datenschutz patent",
    "hardware": "mechanical electrical hardware electronics maschinenbau elektrotechnik mecanique mecanico civil "
    "aerospace chemical semiconductor robotics construction embedded "
    "electrico eletrico electrique elektrisch electricien electricista bau",
    "manufacturing": "manufacturing production produktion fertigung produccion producao plant maintenance fabrication "
    "montage usine planta fabrica industrial industriel industrielle werk produktionsplanung atelier",
}

WEAK: Mapping[str, str] = {
    "engineering": "engineer ingenieur ingenieurin ingenieure ingeniero ingeniera engenheiro engenheira technical "
    "technology tech",
    "data": "analyst analyste analista",
    "hardware": "technician technicien technicienne tecnico tecnica",
    "admin": "assistant assistante assistent asistente assistente",
    "general": "founder cofounder president socio socia associe associee gesellschafter gesellschafterin "
    "entrepreneurship grunder grunderin fondateur fondatrice fundador fundadora presidente inhaber inhaberin "
    "gerant gerante director managing partner "
    "cofondateur cofondatrice cofundador cofundadora mitgrunder mitgrunderin owner administrador",
}

COMPOUND_STEMS: Mapping[str, str] = {
    "engineering": "entwickl softwar programmier",
    "sales": "vertrieb verkauf",
    "people": "personal",
    "supply": "einkauf logisti lager spedition transport",
    "communications": "redakt presse",
    "health": "pflege kranken medizin therapie",
    "education": "schul padagog",
    "finance": "buchhalt finanz steuer controll versicherung kredit",
    "marketing": "marketing",
    "project": "projekt",
    "product": "produktman",
    "manufacturing": "fertigung produktion montage",
    "quality": "qualitat",
    "research": "forschung",
    "customer": "kunden",
    "hardware": "maschinen elektro konstruk ingenieur",
    "legal": "recht",
    "it": "system netzwerk",
}
"""German writes fields and trades in one word: looked for inside words of nine letters and more."""

ADJACENT: Mapping[str, str] = {
    "engineering": "data product quality security it hardware project",
    "data": "engineering product research finance marketing",
    "product": "engineering design data project marketing consulting operations",
    "design": "product marketing",
    "security": "engineering it legal",
    "it": "engineering security customer",
    "quality": "engineering manufacturing",
    "hardware": "engineering manufacturing research",
    "project": "product engineering operations consulting",
    "supply": "operations manufacturing finance",
    "operations": "supply project product consulting customer manufacturing",
    "finance": "data legal consulting supply",
    "people": "recruiting legal",
    "recruiting": "people",
    "marketing": "communications sales product design data",
    "communications": "marketing",
    "sales": "marketing customer consulting",
    "customer": "sales operations it",
    "consulting": "operations product finance project sales",
    "research": "data education health hardware",
    "health": "research",
    "education": "research people",
    "admin": "operations people",
    "legal": "finance people security",
    "manufacturing": "supply operations quality hardware",
}
"""Functions whose people commonly work in one team or change between them."""
