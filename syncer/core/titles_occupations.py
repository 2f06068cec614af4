"""More job titles of several words: the occupations of the usual classifications (as ISCO groups them).

In five languages, beside ``titles_table``, which wins where both know a phrase.
Written by hand for this project; plain a to z.
"""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "engineering": """
    cloud architekt, software architekt, solution architekt, it architekt, enterprise architekt, enterprise architect,
    database reliability, computer vision engineer, software developer, application developer, mobile developer, game
    developer, systems programmer, devops engineer, platform engineer, infrastructure engineer, ingenieur etudes,
    ingenieur d etudes, concepteur developpeur, lead developer, tech lead, technical lead, lead technique, lider
    tecnico, analista programador, analista desenvolvedor, analyste programmeur, desarrollador de software,
    desenvolvedor de software, software architektur, engineering lead, prompt engineer, api developer, database
    developer, computer programmer, computer scientist, integration engineer
    """,
    "data": """
    data architect, data steward, data manager, data governance, data modeler, analytics engineer, business analytics,
    arquitecto de datos, arquiteto de dados, architecte de donnees, architecte data, gobierno de datos, governanca de
    dados, responsable data, data owner, operations research, reporting analyst, insights analyst, research analyst,
    analista de bi, analista de bases de datos
    """,
    "design": """
    motion designer, interior designer, industrial designer, fashion designer, game artist, concept artist, 3d artist,
    web designer, visual designer, service designer, interaction designer, set designer, disenador de interiores,
    architecte d interieur, diretor de criacao, director creativo, directeur de creation, diretora de criacao
    """,
    "security": """
    soc analyst, security architect, security consultant, threat hunter, threat intelligence, incident response,
    identity and access, it security, it sicherheit, seguridad informatica, seguridad de la informacion, seguranca da
    informacao, securite informatique, securite des systemes, application security, cloud security, red team,
    vulnerability management
    """,
    "it": """
    service desk, systems analyst, system analyst, systems integrator, it specialist, it consultant, it analyst, it
    technician, it operations, it service, it infrastructure, it architect, it coordinator, it project coordinator, erp
    consultant, sap consultant, sap berater, crm administrator, salesforce administrator, network technician, network
    specialist, network architect, network operations, computer technician, desktop engineer, application support,
    application manager, application specialist, unified communications, soporte informatico, soporte tecnico, suporte
    tecnico, infraestructura tecnologica, analista funcional, analista de suporte, analista de soporte, analista de
    infraestrutura, analista de infraestructura, analista de ti, tecnico informatico, tecnica informatica, tecnico em
    informatica, infrastructure informatique, reseau informatique, reseaux et telecoms, administrateur systemes,
    administrateur reseau, responsable informatique, responsable si, chef de service informatique, gestionnaire de
    parc, gestor de ti, coordenador de ti, gerente de ti, jefe de sistemas, jefe de informatica, administrador de
    sistemas, administrador de redes, administrador de base de datos, tecnico de redes, telecommunications technician,
    telecommunications engineer, telecom engineer
    """,
    "quality": """
    quality control, quality inspector, quality manager, quality management, quality assurance, control de calidad,
    controle de qualidade, controle qualite, responsable qualite, ingenieur qualite, ingeniero de calidad, engenheiro
    de qualidade, engenheiro da qualidade, software testing, manual tester, quality auditor, validation engineer,
    aseguramiento de calidad
    """,
    "hardware": """
    hvac technician, quantity surveyor, land surveyor, building surveyor, site engineer, site manager, site supervisor,
    construction manager, construction worker, construction superintendent, general contractor, project engineer, field
    engineer, design engineer, rf engineer, fpga engineer, asic engineer, power engineer, petroleum engineer, mining
    engineer, geotechnical engineer, environmental engineer, nuclear engineer, marine engineer, naval architect, urban
    planner, building inspector, electronics technician, electrical technician, mechanical designer, cad designer, cad
    technician, conducteur de travaux, chef de chantier, maitre d oeuvre, bureau d etudes, dessinateur projeteur,
    ingenieur genie civil, ingenieur structure, ingenieur mecanique, ingenieur electronique, ingenieur electrique,
    genie civil, genie electrique, ingeniero civil, ingeniero de caminos, ingeniero industrial mecanico, ingeniero
    electrico, ingeniero electronico, ingeniero mecanico, ingeniero de obra, jefe de obra, encargado de obra, maestro
    de obra, director de obra, arquitecto tecnico, engenheiro civil, engenheiro eletrico, engenheiro eletricista,
    engenheiro mecanico, engenheiro eletronico, engenheiro de obras, mestre de obras, encarregado de obras, tecnico em
    edificacoes, tecnico em eletronica, tecnico em eletrotecnica, tecnico electricista, electrical fitter, roofing
    contractor, heavy equipment operator, crane operator, heating engineer, aircraft mechanic, auto mechanic,
    automotive technician, service technician, hardware developer, systems engineer aerospace
    """,
    "project": """
    project lead, project coordinator, project officer, project administrator, project director, program director,
    programme director, program coordinator, program officer, projet manager, coordinador de proyectos, coordenador de
    projetos, analista de projetos, analista de proyectos, analista de negocios, coordinateur de projet, responsable de
    projet, responsable projet, directeur de projet, directrice de projet, director de proyectos, diretor de projetos,
    chefe de projeto, lider de proyecto, lider de projeto, projektkoordinator, requirements engineer, agile lead,
    product owner proxy, jefa de proyecto, cheffe de projet
    """,
    "supply": """
    truck driver, lorry driver, delivery driver, bus driver, taxi driver, van driver, forklift operator, forklift
    driver, warehouse associate, warehouse worker, warehouse manager, warehouse operative, order picker, picker packer,
    material handler, freight forwarder, customs broker, customs agent, import export, import specialist, export
    specialist, shipping clerk, logistics manager, fleet coordinator, inventory control, inventory analyst, inventory
    specialist, stock controller, stock clerk, train driver, ship captain, airline pilot, air traffic controller,
    flight attendant, postal worker, mail carrier, commodity manager, vendor manager, contract logistics, charge d
    achats, responsable achats, responsable logistique, agent logistique, preparateur de commandes, chauffeur poids
    lourd, chauffeur livreur, conducteur routier, agent de transit, gestionnaire de stocks, approvisionneur, mozo de
    almacen, jefe de almacen, encargado de almacen, auxiliar de almacen, operario de almacen, conductor de camion,
    conductor de autobus, agente de aduanas, comercio exterior, jefe de compras, responsable de compras, responsable de
    logistica, auxiliar de almoxarifado, auxiliar de logistica, auxiliar de estoque, analista de logistica, analista de
    compras, analista de suprimentos, operador de empilhadeira, operador logistico, motorista de caminhao, motorista
    carreteiro, conferente de carga, gerente de compras, gerente de suprimentos, fachkraft fur lagerlogistik,
    speditionskaufmann
    """,
    "operations": """
    operations manager, operations director, operations analyst, operations coordinator, operations specialist,
    operations associate, facility manager, facilities coordinator, duty manager, shift manager, restaurant manager,
    hotel manager, assistant store manager, shop manager, business process, process improvement, continuous
    improvement, operational excellence, gerente de operaciones, gerente de operacoes, director de operaciones, diretor
    de operacoes, jefe de operaciones, responsable d exploitation, directeur des operations, responsable de tienda,
    encargado de tienda, gerente de tienda, gerente de loja, responsable de magasin, directeur de magasin, chef de
    rayon, subgerente de loja, excelencia operacional, mejora continua, melhoria continua
    """,
    "finance": """
    loan officer, loan processor, mortgage advisor, mortgage broker, mortgage underwriter, claims adjuster, claims
    handler, claims manager, claims specialist, claims examiner, insurance agent, insurance broker, insurance advisor,
    insurance underwriter, bank teller, bank manager, personal banker, relationship banker, private banker, tax
    manager, tax accountant, tax consultant, tax specialist, accounts payable, accounts receivable, billing specialist,
    credit manager, credit controller, collections specialist, treasury analyst, fp a, m a analyst, mergers and
    acquisitions, stock broker, hedge fund, portfolio analyst, investment manager, investment advisor, investment
    associate, financial advisor, financial planner, financial controller, financial manager, internal auditor,
    external auditor, internal audit, budget analyst, cost analyst, revenue accountant, payroll specialist, payroll
    accountant, payroll administrator, risk analyst, risk management, fraud analyst, anti money laundering,
    gestionnaire de sinistres, charge de sinistres, conseiller bancaire, conseiller financier, conseiller en gestion,
    conseiller en assurance, agent general d assurance, courtier en assurance, charge de clientele bancaire, directeur
    d agence bancaire, directeur financier, directrice financiere, responsable comptable, responsable administratif et
    financier, aide comptable, collaborateur comptable, expert comptable, analyste credit, analyste financier, gestion
    de risques, gestor de riesgos, gestor bancario, director de sucursal, agente de seguros, corredor de seguros,
    corretor de seguros, asesor financiero, asesor fiscal, asesor de seguros, auxiliar contable, auxiliar contabil,
    assistente contabil, assistente financeiro, auxiliar financeiro, analista financiero, analista financeiro, analista
    de credito, analista de riesgos, analista de risco, analista de custos, analista de costos, analista de tesoreria,
    agencia bancaria, gerente de agencia, gerente bancario, gerente de relacionamento, consultor financiero, consultor
    financeiro, caixa bancario, tecnico contabil, tecnico em contabilidade, perito contador, director financiero,
    diretor financeiro, jefe de contabilidad, jefe de administracion y finanzas, contas a pagar, contas a receber,
    cuentas por pagar, cuentas por cobrar, faturamento, facturacion, contabilita, geprufter bilanzbuchhalter
    """,
    "people": """
    hr manager, hr generalist, hr specialist, hr coordinator, hr assistant, hr director, hr administrator, benefits
    administrator, benefits specialist, employer branding, workforce planning, talent development, talent management,
    training manager, training specialist, learning manager, learning specialist, learning designer, l d,
    organisational development, labor relations, labour relations, diversity and inclusion, charge de rh, charge rh,
    assistante rh, assistant rh, responsable rh, responsable formation, responsable paie, gestionnaire rh, gestionnaire
    de carrieres, charge des ressources humaines, technicien paie, tecnico de recursos humanos, tecnico de rrhh,
    responsable de formacion, relaciones laborales, desarrollo organizacional, desenvolvimento organizacional,
    treinamento e desenvolvimento, analista de rh, analista de recursos humanos, assistente de rh, auxiliar de rh,
    gerente de rh, coordenador de rh, supervisor de rh, cargos e salarios, personalentwickler, human capital, office of
    people
    """,
    "recruiting": """
    talent acquisition partner, recruiting coordinator, recruitment manager, recruitment partner, recruitment
    specialist, campus recruiting, hiring manager assistant, talent recruiter, analista de recrutamento, analista de
    seleccion, captacion de talento, captacao de talentos, charge de recrutement rh
    """,
    "marketing": """
    redator publicitario, redactor publicitario, redactora publicitaria, redatora publicitaria, redacteur publicitaire,
    concepteur redacteur, director de cuentas publicitario, paid search, paid social, performance marketing, email
    marketing, marketing automation, crm manager, crm specialist, crm marketing, product marketer, brand strategist,
    brand director, influencer marketing, affiliate marketing, market research, consumer insights, trade marketing,
    category marketing, event planner, event coordinator, ecommerce manager, e commerce manager, ecommerce specialist,
    digital strategist, charge de marketing, chargee de marketing, charge de communication digitale, responsable
    marketing, chef de publicite, chef de marque, charge d evenementiel, responsable e commerce, community management,
    tecnico de marketing, jefe de marca, analista de mercado, analista de marketing, gerente de marca, gerente de
    marketing, investigacion de mercados, inteligencia de mercado, midias sociais, redes sociales, marketing digital,
    planejamento de midia, gestor de trafego, assistente de marketing
    """,
    "communications": """
    grant writer, technical writer, content writer, copy editor, video editor, news editor, managing editor, editor in
    chief, communications officer, communications specialist, communications director, pr manager, pr specialist, media
    relations, public information, investor communications, sound engineer, film director, film producer, tv presenter,
    radio presenter, news reporter, news anchor, charge de communication, chargee de communication, responsable
    communication, redacteur en chef, redacteur web, redacteur technique, responsable de comunicacion, jefe de
    comunicacion, gabinete de prensa, assessora de imprensa, assessoria de imprensa, analista de comunicacao, editor de
    video, produtor de conteudo, creador de contenido, editor chefe, referent unternehmenskommunikation, leiter
    unternehmenskommunikation
    """,
    "sales": """
    gerente de contas, gerente de cuentas, gerente de conta, sales associate, sales representative, sales rep, sales
    consultant, sales director, sales executive, sales assistant, sales specialist, sales advisor, sales lead, sales
    support, sales coordinator, sales analyst, retail associate, retail assistant, shop assistant, store associate,
    area sales, regional sales, field sales, medical sales, export manager, real estate broker, leasing consultant,
    insurance sales, wholesale manager, merchandise manager, account representative, customer acquisition, new
    business, attache commercial, responsable commercial, directeur commercial, directrice commerciale, conseiller de
    vente, conseiller commercial, delegue commercial, technico commercial, agent commercial, agent immobilier, chef des
    ventes, chef de secteur, responsable des ventes, responsable export, negociateur immobilier, hote de caisse,
    hotesse de caisse, employe commercial, delegado comercial, director comercial, diretor comercial, gerente
    comercial, gerente de vendas, gerente de ventas, jefe de ventas, asesor de ventas, agente comercial, agente
    inmobiliario, tecnico comercial, promotor de ventas, promotor de vendas, consultor de vendas, representante
    comercial, representante de ventas, representante de vendas, assistente comercial, auxiliar de vendas, analista
    comercial, supervisor de vendas, supervisor de ventas, corretor de imoveis, operador de caixa, dependiente de
    tienda, coordenador comercial, coordinador comercial, desarrollo comercial
    """,
    "customer": """
    customer service representative, customer support specialist, customer experience manager, call centre, contact
    center, contact centre, client relations, client advisor, client manager, guest relations, guest services, member
    services, patient services representative, support specialist, support agent, support representative, support
    manager, help desk agent, charge de relation client, conseiller service, teleconseiller clientele, responsable
    clientele, responsable relation client, agente de atencion, agente de servicio, atencion al publico, analista de
    atendimento, operador de telemarketing, operador de call center, experiencia del cliente, experiencia do cliente,
    analista de suporte ao cliente, post venta, pos venda, kundenservice mitarbeiter
    """,
    "consulting": """
    business strategy, strategy consulting, management consulting, strategy analyst, strategy director, business
    transformation, digital transformation, innovation manager, change management, change manager, consultant en
    strategie, consultant en organisation, consultor estrategico, consultor de estrategia, consultor de negocios,
    consultor empresarial, planeamiento estrategico, planejamento estrategico, conseil en strategie,
    unternehmensentwicklung, business partner
    """,
    "research": """
    research director, research manager, research technician, research coordinator, laboratory technician, lab
    technician, lab manager, laboratory manager, laboratory assistant, medical laboratory, postdoctoral fellow,
    postdoctoral researcher, doctoral student, phd researcher, principal investigator, policy analyst, policy advisor,
    policy officer, directeur de recherche, charge de recherche, chargee de recherche, technicien de laboratoire,
    assistant de recherche, responsable r d, tecnico de laboratorio, auxiliar de laboratorio, analista de laboratorio,
    tecnico de investigacion, investigador principal, pesquisador cientifico, iniciacao cientifica, analista quimico,
    ingenieur r d, leiter forschung, chemielaborant
    """,
    "health": """
    registered nurse, staff nurse, nurse practitioner, nurse manager, charge nurse, head nurse, licensed practical
    nurse, nursing assistant, nursing home, occupational therapist, speech therapist, speech language pathologist,
    speech pathologist, respiratory therapist, massage therapist, mental health, social worker, case worker, medical
    doctor, general practitioner, family physician, medical officer, medical technologist, medical coder, medical
    secretary, dental assistant, dental hygienist, dental nurse, emergency medical, health care assistant, healthcare
    assistant, care assistant, care worker, personal trainer, public health, clinical research coordinator, clinical
    psychologist, radiologic technologist, medizinische fachangestellte, medizinischer fachangestellter, medizinisch
    technische, technischer assistent labor, aide soignant, aide soignante, auxiliaire de vie, auxiliaire de
    puericulture, agent de service hospitalier, assistant dentaire, assistante dentaire, assistante sociale, assistant
    social, manipulateur radio, cadre de sante, medecin generaliste, preparateur en pharmacie, auxiliar de enfermeria,
    auxiliar de enfermagem, tecnico de enfermagem, tecnico em enfermagem, tecnico en farmacia, tecnico de farmacia,
    tecnico de radiologia, tecnico em radiologia, trabajador social, trabajadora social, assistente social, agente
    comunitario de saude, medico de familia, terapeuta ocupacional, higienista dental, auxiliar de odontologia,
    educador fisico, personal de salud, cuidador de idosos, soziale arbeit, sozialarbeiter, agente de saude
    """,
    "education": """
    curriculum developer, curriculum designer, curriculum specialist, dean of students, school counselor, school
    counsellor, academic advisor, admissions officer, admissions counselor, special education, early childhood,
    kindergarten teacher, preschool teacher, nursery teacher, school administrator, vice principal, assistant
    principal, deputy head teacher, head of school, university lecturer, visiting lecturer, teaching fellow, graduate
    assistant, course leader, education coordinator, education officer, e learning, professeur certifie, professeur
    agrege, professeur documentaliste, conseiller principal d education, educateur specialise, educatrice specialisee,
    educateur sportif, accompagnant d eleves, assistant d education, assistante maternelle, charge d enseignement,
    directeur d ecole, chef d etablissement, jardin d enfants, maestra de educacion infantil, educacion infantil,
    educacao infantil, educador infantil, educador social, educadora social, jefe de estudios, director de colegio,
    orientador educativo, coordinador academico, coordenador pedagogico, coordenadora pedagogica, orientador
    pedagogico, auxiliar de classe, professor universitario, professor de ensino, professor de educacao, diretor
    escolar, diretora escolar, wissenschaftlicher assistent lehre, profesor asociado, profesor titular, studium
    generale
    """,
    "admin": """
    administrative officer, administrative coordinator, administrative specialist, administrative manager, virtual
    assistant, office administrator, office assistant, office clerk, legal secretary, medical receptionist, general
    clerk, data clerk, file clerk, document controller, records manager, hotesse d accueil, hote d accueil, agent d
    accueil, charge d accueil, agent administratif, assistant administratif, assistante administrative, secretaire
    administrative, secretaire medicale, secretaire general de mairie, gestionnaire administratif, employe
    administratif, employe de bureau, responsable administratif, auxiliar de oficina, auxiliar administrativa, tecnico
    administrativo, asistente administrativo, asistente administrativa, asistente de gerencia, secretaria ejecutiva,
    secretaria executiva, assistente administrativo, assistente administrativa, auxiliar de escritorio, agente
    administrativo, analista administrativo, analista administrativa, gerente administrativo, supervisor
    administrativo, tecnico em secretariado, tecnica em secretariado, apoio administrativo, apoyo administrativo,
    kaufmannische angestellte, kaufmannischer angestellter, kaufmannische sachbearbeiterin, kaufmann fur
    buromanagement, kauffrau fur buromanagement, personal assistant, assistenz der geschaftsleitung, team assistant,
    teamassistenz
    """,
    "legal": """
    compliance officer, compliance manager, compliance analyst, compliance specialist, chief compliance, legal
    assistant, legal secretary paralegal, legal advisor, legal manager, legal director, legal operations, corporate
    secretary, patent examiner, patent attorney, trademark attorney, immigration lawyer, court clerk, law clerk, police
    officer, probation officer, clerc de notaire, huissier de justice, juriste d entreprise, responsable juridique,
    directrice juridique, assistante juridique, assistant juridique, charge de conformite, responsable conformite,
    assessor juridico, analista juridico, assistente juridico, auxiliar juridico, consultora juridica, gerente legal,
    director legal, director juridico, asesora juridica, asesoria juridica, graduado social, oficial de cumplimiento,
    oficial de justica, propiedad intelectual, propriedade intelectual, proteccion de datos, protecao de dados,
    protection des donnees
    """,
    "manufacturing": """
    production planner, production planning, production operator, production worker, production engineer, production
    technician, production associate, production assistant, production lead, production coordinator, machine operator,
    assembly worker, assembly technician, assembler operator, plant operator, plant engineer, process operator, process
    technician, chemical operator, factory worker, factory manager, maintenance engineer, maintenance manager,
    maintenance technician, maintenance supervisor, maintenance planner, reliability engineer maintenance,
    manufacturing technician, manufacturing manager, ehs manager, ehs specialist, hse manager, hse advisor, hse
    officer, health and safety, safety officer, safety manager, safety engineer, environmental health, shift leader,
    shift supervisor, tool maker, operateur de production, operateur de fabrication, operateur regleur, operateur
    machine, agent de production, agent de fabrication, agent de maintenance, technicien de maintenance, technicien de
    production, technicien methodes, ingenieur methodes, ingenieur production, ingenieur de production, ingenieur
    process, ingenieur maintenance, responsable maintenance, responsable hse, responsable qhse, responsable d atelier,
    chef d equipe production, conducteur de ligne, conducteur de machine, pilote de ligne, operario de produccion,
    operario de fabrica, operario industrial, operador de produccion, operador de maquina, operador de maquinas,
    operador de producao, operador de planta, operador industrial, auxiliar de producao, auxiliar de produccion,
    tecnico de mantenimiento, tecnico de manutencao, tecnico em manutencao, tecnico de produccion, tecnico de
    processos, tecnico em seguranca do trabalho, tecnico de seguranca do trabalho, seguranca do trabalho, prevencion de
    riesgos, jefe de mantenimiento, jefe de fabrica, jefe de turno, director de fabrica, supervisor de produccion,
    supervisor de producao, supervisor de manutencao, encargado de produccion, engenheiro de producao, engenheira de
    producao, engenheiro de processos, engenheiro de manutencao, ingeniero de procesos, ingeniero de mantenimiento,
    planeamento da producao, planejamento e controle de producao, lider de producao, coordenador de producao, ingeniero
    industrial
    """,
    "general": """
    executive vice president, board member, board director, non executive director, chairman of the board, membre du
    comite de direction, directeur de filiale, directeur general adjoint, directrice generale adjointe, diretor
    executivo, diretora executiva, director ejecutivo, directora ejecutiva, business unit, head of business, profit
    center, membro do conselho, miembro del consejo, geschaftsfuhrender gesellschafter, geschaftsfuhrende
    gesellschafterin, mitglied der geschaftsleitung, geschaftsbereichsleiter, associate partner, senior partner,
    founder associate
    """,
}
