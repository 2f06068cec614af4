"""More words of job titles: trades and fields of the usual classifications (as ISCO groups them).

In five languages, beside ``titles_table``, which wins where both know a word.
Written by hand for this project; plain a to z.
"""

from collections.abc import Mapping

TRADES: Mapping[str, str] = {
    "engineering": """
    softwaredeveloper webdeveloper webmaster embeddedentwickler appentwickler spieleentwickler anwendungsentwickler
    anwendungsentwicklerin applikationsentwickler entwicklungsleiter developers programadores desarrollo
    analystprogrammer
    """,
    "data": """
    datenwissenschaftler datenbankentwickler datalog statistiker statistikerin statisticien estadistico estatistico
    """,
    "design": """
    modellist stylist styliste modelista estilista webdesigner webdesignerin produktdesigner industriedesigner
    innenarchitekt innenarchitektin infographiste ilustrador ilustradora illustratrice animateur3d decorateur decorador
    decoradora kameramann storyboarder
    """,
    "security": """
    kryptograph cryptographer cryptologue sicherheitsanalyst
    """,
    "it": """
    datenbankadministrator datenbankadministratorin systemingenieur systemingenieurin systemadministratorin
    systemtechniker systemelektroniker informatikkaufmann itadministrator itleiter netzwerkingenieur netzwerkspezialist
    informaticienne informatico webhosting telematiker administrateursysteme redes
    """,
    "quality": """
    testmanager testmanagerin testingenieur testanalyst pruftechniker qualitatsmanager qualitatsmanagerin
    qualitatsingenieur qualitatsprufer qualitatsleiter qualiticien softwaretester softwaretesterin prufingenieur
    """,
    "project": """
    projektkoordinator projektkoordinatorin projektassistent projektassistentin projektmitarbeiter projektmitarbeiterin
    projektingenieur bauprojektleiter
    """,
    "supply": """
    dispatcher dispatchers fahrdienstleiter fahrdienst packaging driver chauffeur conductor motorista camionero
    caminhoneiro berufskraftfahrer berufskraftfahrerin kraftfahrer lkwfahrer busfahrer kurierfahrer courier trucker
    kurier lokfuhrer pilot pilote piloto copilot stewardess steward flugbegleiter flugbegleiterin lagerist lageristin
    lagerarbeiter lagerleiter staplerfahrer logistikleiter logistikkoordinator einkaufsleiter einkaufsleiterin
    spediteur speditionskauffrau seemann magasinier cariste livreur routier manutentionnaire affreteur approvisionneur
    approvisionneuse logisticien logisticienne declarant almacenero almacenista repartidor mensajero transportista
    aduanero estoquista almoxarife entregador despachante conferente motoboy frachtmanager disponentin postbote facteur
    cartero carteiro matelot marinero
    """,
    "operations": """
    restaurantleiter hotelmanager hoteldirektor marktleiter marktleiterin betriebswirt betriebswirtin storemanager
    """,
    "finance": """
    tesoureiro tesoureira trasurero cobrador cobradora steuerfachangestellte steuerfachangestellter steuerfachwirt
    versicherungskaufmann versicherungskauffrau versicherungsmakler versicherungsvertreter versicherungsberater
    versicherungsfachmann bankberater bankberaterin bankangestellter bankangestellte kreditanalyst kreditsachbearbeiter
    finanzbuchhalter finanzbuchhalterin lohnbuchhalter lohnbuchhalterin finanzanalyst finanzanalystin
    wirtschaftspruferin revisor revisorin anlageberater vermogensberater fondsmanager schadensachbearbeiter teller
    cashier kassiererin actuaire comptables courtier assureur financieros bancario bancaria banquier banquiere banquero
    banqueiro guichetier analistafinanciero aseguradora perito gestora cajero cajera fiscaliste taxador underwriterin
    controleuse adjuster
    """,
    "people": """
    personalabteilung personalentwickler personalentwicklerin personalsachbearbeiter personalsachbearbeiterin
    personalmanagerin personalfachkaufmann personalchef personalmarketing ausbilder ausbilderin ausbildungsleiter
    betriebsrat rrhh
    """,
    "recruiting": """
    seleccionador seleccionadora selecionador selecionadora recruiters headhunterin talentacquisition personaldisponent
    personaldisponentin
    """,
    "marketing": """
    marketingreferent marketingreferentin marketingassistent marketingassistentin onlinemarketing produktmarketing
    eventmanager eventmanagerin veranstaltungskaufmann veranstaltungskauffrau mediaplaner mediaplanerin marktforscher
    publicitario publicitaria publicitaire mercadologo marketeer werbekaufmann texter texterin
    """,
    "communications": """
    redaktionsleiter redaktionsleiterin chefredakteur chefredakteurin producer writer author autor autora autorin
    auteur schriftsteller translator interpreter ubersetzer ubersetzerin dolmetscher dolmetscherin traducteur
    traductrice interprete traductor traductora tradutor tradutora reporter reporterin photographer fotograf fotografin
    photographe fotografo fotografa videographer cameraman filmmaker cineaste realisateur realisatrice presentador
    presentadora locutor locutora lektor lektorin librarian bibliothekar bibliothekarin bibliothecaire bibliotecario
    bibliotecaria archivist archivar archiviste documentaliste pressereferent pressereferentin publizist cutter monteur
    podcaster blogger
    """,
    "sales": """
    aussendienstmitarbeiter aussendienstmitarbeiterin aussendienst innendienst vertriebsassistent vertriebsmanager
    vertriebsmanagerin vertriebsbeauftragter vertriebskoordinator vertriebsinnendienst verkaufsmitarbeiter
    verkaufsmitarbeiterin verkaufsmanager gebietsleiter bezirksleiter kauffrau handelsvertreter handelsfachwirt
    immobilienmakler immobilienmaklerin immobilienkaufmann immobilienkauffrau einzelhandelskaufmann
    einzelhandelskauffrau salesmanager keyaccountmanager telefonverkaufer dependienta dependiente dependientes
    balconista representante visitador promotor promotora corretor corretora inmobiliario inmobiliaria caissier
    caissiere merchandiseur telemarketer
    """,
    "customer": """
    kundenberaterin servicemitarbeiter servicemitarbeiterin callcenteragent kundendienstmitarbeiter teleconseiller
    teleconseillere teleoperadora teleoperador telefonista atendente concierge
    """,
    "consulting": """
    consultants managementberater strategieberater organisationsberater
    """,
    "research": """
    doctorant doctorante doctorando doctoranda doutorando doutoranda laborant laborantin laborassistent labortechniker
    biologe biologin chemiker chemikerin physiker physikerin mathematiker mathematikerin geologe geologin biologiste
    chimiste physicien physicienne mathematicien mathematicienne geologue biologo biologa quimico quimica fisico fisica
    matematico matematica geologo geologa laborantine laboratorist sociologist sociologue sociologo anthropologist
    historian historiker historien politologe geologist geophysicist ecologist meteorologist astronomer microbiologist
    biochemist biochemiker biotechnologist epidemiologist toxicologist economista toxikologe wissenschaftlerin
    doktorandin postdoktorand
    """,
    "health": """
    caregiver carer pfleger pflegerin pflegehelfer pflegehelferin pflegedienstleiter pflegedienstleitung
    pflegedienstleiterin krankenpflegerin gesundheitspfleger altenpflegerin heilpraktiker heilerziehungspfleger
    physiotherapeut physiotherapeutin ergotherapeut ergotherapeutin logopade logopadin sanitater notfallsanitater
    rettungssanitater rettungsassistent internist internistin kinderarzt kinderarztin psychotherapeut psychotherapeutin
    psychiater psychiaterin arzthelferin zahntechniker optiker augenoptiker horakustiker oberarztin facharztin
    sozialarbeiter sozialarbeiterin sozialpadagoge sozialpadagogin streetworker pathologist neurologist oncologist
    psychiatrist psychotherapist podiatrist audiologist chiropractor osteopath phlebotomist radiographer sonographer
    counselor counsellor socialworker soignant soignante orthophoniste ergotherapeute osteopathe kine psychiatre
    psychomotricien psychomotricienne sagefemme ambulancier ambulanciere opticien opticienne audioprothesiste
    generaliste podologue dieteticien dieteticienne puericultrice matrona celador celadora logopedista fonoaudiologo
    fonoaudiologa terapeuta odontologa psiquiatra pediatra ginecologo cardiologo anestesista radiologo optico
    nutricionista nutriologo biomedico biomedica biotecnologo cuidador cuidadora socorrista fisioterapeuta ostetricia
    doula
    """,
    "education": """
    erzieher erzieherin kindererzieher padagoge padagogin sonderpadagoge studienrat studienratin oberstudienrat
    schulleiter schulleiterin grundschullehrer gymnasiallehrer hochschullehrer privatdozent schulsozialarbeiter
    kindergartnerin nachhilfelehrer fahrlehrer educateur educatrice instituteur institutrice animateur animatrice
    moniteur monitrice proviseur pedagogo pedagoga pedagogue educador educadora monitor monitora catedratico
    catedratica orientadora coordenadorpedagogico professoras headteacher headmaster schoolteacher teachers dean nanny
    babysitter
    """,
    "admin": """
    typist stenographer telephonist verwaltungsfachangestellte verwaltungsfachangestellter verwaltungsangestellte
    verwaltungsmitarbeiter vorstandsassistentin vorstandsassistent vorstandssekretarin chefsekretarin
    empfangsmitarbeiter empfangsmitarbeiterin rezeptionist rezeptionistin burokraft buroassistentin buroleiter
    buroleiterin teamassistentin teamassistent sekretar standardiste receptionniste administrativos oficinista
    escriturario digitador digitadora secretario escrevente bedel beamter beamtin fonctionnaire funcionario
    """,
    "legal": """
    judge prosecutor magistrate richter richterin staatsanwalt staatsanwaltin rechtsanwaltsfachangestellte
    rechtsreferendar justiziar justiziarin volljurist volljuristin unternehmensjurist notarfachangestellte notarin
    rechtspfleger patentanwalt datenschutzbeauftragter datenschutzbeauftragte compliancebeauftragter magistrat
    procureur huissier juge greffier greffiere procurador procuradora juez jueza juiz juiza fiscal promotorpublico
    defensor defensora letrado letrada notarial tabeliao escribano desembargador
    """,
    "hardware": """
    bauleiter bauleiterin oberbauleiter polier bauzeichner bauzeichnerin technischerzeichner vermesser
    vermessungsingenieur statiker tiefbauer maurer maler malerin dachdecker zimmermann zimmerer schreiner schreinerin
    tischler tischlerin klempner installateur anlagenmechaniker heizungsbauer heizungsbauerin fliesenleger stuckateur
    glaser gartner gartnerin landschaftsgartner kfzmechatroniker kfzmechaniker automechaniker elektroinstallateur
    elektrotechnikerin kommunikationselektroniker entwicklungsingenieur entwicklungsingenieurin hardwareentwickler
    umweltingenieur wirtschaftsingenieur maschinenbautechniker technikerin techniker plumber carpenter joiner builder
    bricklayer mason roofer painter plasterer welders fitter electricians mechanic mechanics surveyor draftsman
    draughtsman drafter geometre dessinateur dessinatrice projeteur chaudronnier plombier couvreur charpentier
    menuisier macon peintre carreleur platrier paysagiste jardinier mecanicien mecanicienne electricien electricienne
    frigoriste chauffagiste electrotechnicien electronicien carrossier fontanero carpintero albanil pintor soldador
    mecanico electricista aparejador aparejadora delineante topografo topografa jardinero instalador encanador pedreiro
    carpinteiro marceneiro serralheiro eletricista mecanica desenhista projetista engenheirocivil gesseiro urbanist
    urbaniste urbanista stadtplaner agronomist agronome agronomo agronoma
    """,
    "manufacturing": """
    operator operateur operatrice operario operaria operador operadora ouvrier ouvriere obrero obrera
    produktionsarbeiter fabrikarbeiter hilfsarbeiter facharbeiter metallarbeiter produktionsmitarbeiter
    produktionsmitarbeiterin produktionshelfer produktionshelferin produktionsplaner fertigungsplaner
    fertigungsmechaniker industriemechaniker industriemechanikerin zerspanungsmechaniker werkzeugmechaniker
    anlagenfuhrer maschinenfuhrer maschinenbediener industriemeister schichtleiter schichtfuhrer vorarbeiter
    instandhalter instandhaltungsleiter schlosser schweisser dreher fraser lackierer packer millwright toolmaker
    assembler fabricator soudeur soudeuse usineur tourneur fraiseur ajusteur regleur monteuse cariste outilleur tornero
    fresador matricero montador montadora torneiro ajustador caldeireiro soldadora brewer baker backer boulanger
    boulangere panadero padeiro metzger boucher carnicero acougueiro schneider tailor couturier couturiere costureira
    costurera arbeitssicherheit sicherheitsfachkraft umweltbeauftragter prevencionista
    """,
    "general": """
    directorgeneral geschaftsleiter geschaftsleitung filialdirektor regionalleiter regionaldirektor unternehmensgrunder
    dirigeant dirigeante empresario empresaria empreendedor empreendedora emprendedor emprendedora autoentrepreneur
    chairman chairwoman chair mayor burgermeister burgermeisterin maire alcalde alcaldesa prefeito abgeordneter depute
    diputado deputado minister ministre ministro
    """,
}

FIELDS: Mapping[str, str] = {
    "engineering": """
    developer developers programacion programacao devsecops microservices kubernetes api golang javascript typescript
    react angular node nodejs ruby rails php scala kotlin swift dotnet net
    """,
    "data": """
    database datenbank databases etl sql tableau estadistica statistik statistique modelisation
    """,
    "it": """
    erp sap helpdesk infraestrutura infraestructura infrastrukturen informatico informaticos telecom telecommunications
    telecomunicaciones telecomunicacoes telekommunikation
    """,
    "security": """
    soc siem vulnerability
    """,
    "supply": """
    trucking driving freight shipment cargo fleet import export customs aduanas almacen almacenes estoque suprimentos
    suministros fournisseurs approvisionnement approvisionnements lagerlogistik spedition versand stock stocks aviation
    airline flight railway rail materials maritime vendor
    """,
    "finance": """
    cobranzas cobrancas faturamento facturacion facturation loan loans mortgage claims insurance assurance assurances
    versicherung versicherungen seguros seguro banque bank bancario bancaria bancaire banca bancos sinistres siniestros
    sinistros wealth fund funds equity equities derivatives ledger budget budgeting impuestos tributario tributaria
    impostos imposto fiscalite tarification actuariat actuaria kredit kredite treasurer underwriting costos custos
    tesouraria cobranza cobranca recouvrement trading
    """,
    "people": """
    hr rh rrhh onboarding workforce benefit headcount
    """,
    "marketing": """
    crm ppc adwords ads ecommerce brand branding events evenementiel eventos publicity midia medias werbung kampagnen
    """,
    "communications": """
    writing journalism journalismus journalisme periodismo jornalismo video film audiovisual audiovisuel photography
    fotografie translation traduccion traduction traducao ubersetzung publishing verlag redaktion redaction redaccion
    redacao library bibliothek museum
    """,
    "sales": """
    retail tienda loja boutique magasin real immobilier inmobiliaria imobiliario imoveis presales verkaufs commerciaux
    comerciales comercial exports
    """,
    "customer": """
    guest helpline hotline atendimento atencion kundenbetreuung reclamations
    """,
    "health": """
    dental hospital hospitalier hospitalar hospitalaria therapy care wellness surgery surgical nurses ambulance
    psychology psychologie psicologia anasthesie anesthesie anestesia radiology geriatric geriatrie psychiatry
    psychiatrie neurology neurologie gynecology gynakologie urgences urgencias emergencia rehabilitation reha optical
    therapie physiotherapie fisioterapia farmacia farmaceutica pharmacie apotheke veterinary veterinaria social sociale
    sozial soziales
    """,
    "education": """
    university universitat universite universidad universidade schule schulen ecole escuela colegio escola preschool
    nursery ensenanza ensino enseignement pedagogie pedagogia padagogik lehre kindergarten kita lecture classroom
    faculty
    """,
    "legal": """
    court judicial justice justicia justica justiz notarial notariat gericht patents trademark copyright cumplimiento
    conformite conformidade compliances police polizei policia gendarmerie
    """,
    "hardware": """
    turbine turbina turbines turbinas wind solar eolica eolico photovoltaik embarques embarcados embebidos power energy
    energia energetica hvac construction constructions obra obras chantier travaux bauwesen tiefbau hochbau
    architecture architektur arquitectura arquitetura batiment btp edificacion automotive kfz fahrzeugtechnik wiring
    plumbing welding fpga asic pcb vlsi analog rf optics photonics mechatronik mechatronics mecatronica mecatronique
    electronica eletronica electronique hydraulic geotechnical agronomie agronomy energie
    """,
    "manufacturing": """
    factory assembly machining machine machines machinery maschinen maquinas maquina ehs hse qhse hsqe sst
    mantenimiento manutencao maintenances instandhaltung lean kaizen process processes procesos processos
    verfahrenstechnik prevencion usinage operations-line industrie schicht
    """,
    "operations": """
    store restaurant hotel facility facilities logistics-ops hospitality gastronomie hotellerie
    """,
    "admin": """
    clerical reception accueil recepcion recepcao empfang buro oficina escritorio bureau
    """,
    "research": """
    biology biologie biologia chemistry chimie chemie physics physique physik biotechnology biotechnologie
    biotecnologia geology geologie mathematics mathematiques
    """,
    "consulting": """
    strategic strategique estrategico estrategica
    """,
}
