/** Topics of English news and the words that give them away, one topic a line: the tag, then its cues. `~`: so broad that a narrower topic goes before it. `=`: so special that only its name or a telling cue makes it one. `!`: so telling that it counts as much as the topic's own name. `-` in place of a tag: words that mean something else together. */

export const topics = `
-: burst its banks, burst their banks, bursts banks, river banks, banks of the river, food bank, blood bank, left bank, right bank, west bank, storm of protest, perfect storm, under fire, economic forecast, growth forecast, sales forecast, profit forecast
Geopolitics: !geopolitical, !cold war, alliance, superpower, foreign policy, sanctions, bloc, hegemony, sphere of influence, state visit, mutual defence, defence pact, strategic partnership, the west
Diplomacy: !diplomatic, !diplomat, !ambassador, embassy, bilateral, foreign minister, foreign secretary, state department, summit, envoy, secretary of state
=War: !warfare, !invasion, troops, airstrike, air strikes, missile, shelling, ceasefire, frontline, soldiers, battlefield, bombardment, militia, drone
Ceasefire: !truce, peace talks, peace deal, hostages
=Middle East: !hamas, !hezbollah, !gaza, west bank, netanyahu, israeli, palestinian, arafat, sharon
=Iraq War: !saddam hussein, !baghdad, insurgents, coalition forces, weapons of mass destruction
=Nuclear: !nuclear weapons, !uranium, !nuclear programme, !nuclear program, iaea, reactor, enrichment, warhead, plutonium
Terrorism: !terrorist, !terror suspect, !al-qaeda, bin laden, suicide bomber, isis, extremist, bombing, anti-terror, 9/11
~Defence: !ministry of defence, !pentagon, navy, air force, army, regiment, military spending, fighter jet, defense secretary, warship
Elections: !general election, !election campaign, !presidential election, !by-election, voters, ballot, polling, candidate, manifesto, electoral, turnout, poll, marginal seats, campaign
~Politics: party, minister, mps, leader, cabinet, coalition, backbench, opposition, conservative, tory, labour, democrats, republican, downing street, spokesman
=Labour: !labour party, !tony blair, !gordon brown, new labour, labour mp, keir starmer, backbencher
=Conservatives: !tory, !tories, !conservative party, michael howard, tory leader, david cameron
=Liberal Democrats: !lib dem, !lib dems, charles kennedy
Parliament: !house of commons, !house of lords, !mps, peers, commons, select committee, second reading, legislation, lords
Congress: !senate, !house of representatives, !capitol hill, senator, congressman, filibuster, lawmakers, bipartisan, capitol
=White House: !oval office, presidential, president bush, president clinton, president obama, president trump, president biden, administration
=Supreme Court: !chief justice, !justices, constitutional, ruling
=EU: !european union, !european commission, brussels, member states, eurozone, european parliament, eu constitution, mep, commissioner
=Brexit: !article 50, !leave campaign, referendum, single market, customs union, remain
Immigration: !asylum, !asylum seekers, !immigrants, !migrants, deportation, border control, visa, refugees, illegal aliens, citizenship
Refugees: !refugee camp, !unhcr, displaced, aid agencies
=ID Cards: !identity cards, !biometric, home office, national id
Human Rights: !amnesty international, !human rights watch, torture, guantanamo, detainees, war crimes, civil liberties, detention
War Crimes: !tribunal, !genocide, !hague tribunal, crimes against humanity, massacre
Corruption: !bribery, !bribe, !embezzlement, kickback, graft, fraud, misconduct, slush fund
Fraud: !fraudulent, !accounting scandal, !false accounting, enron, worldcom, embezzle, securities fraud, indicted
~Law: court, judge, lawsuit, legal, lawyers, appeal, ruling, verdict, jury, trial, prosecution, attorney, sued, solicitor
Trial: !jury, !verdict, !defendant, prosecutor, court, pleaded, guilty, testimony, testified, convicted, sentenced, witness
~Crime: police, arrested, robbery, burglary, gang, detective, suspect, charged, theft, criminal, stabbing, investigators
Murder: !murdered, !homicide, !manslaughter, killing, stabbed, body found, killer, autopsy, shot dead, strangled
~Police: !police officer, !police officers, !chief constable, constable, lapd, detectives, scotland yard, officers, police department
=Police Brutality: !rodney king, !excessive force, police chief, officers, beating
Drugs: !cocaine, !heroin, !cannabis, !marijuana, drug trafficking, cartel, dealers, smuggling, crack, narcotics
Gun Control: !firearms, !gunman, !mass shooting, nra, handgun, assault weapons, rifle
=Assassination: !assassinated, !assassin, gunmen, slain
=Protest: !protesters, !demonstrators, !demonstration, rally, march, activists, riot, picket, crowd
=Strike: !strikes ballot, !industrial action, !walkout, union, trade union, picket, workers
Jobs: !unemployment, !job cuts, !redundancies, jobless, workforce, layoffs, vacancies, employment, employers, job losses
Pensions: !pension, !pensioners, retirement age, pension scheme, retirement
~Economy: !economic growth, !gdp, !recession, economists, economic, consumer spending, central bank, deficit, output, growth rate, slowdown
Inflation: !consumer prices, !price rises, cost of living, consumer price index, central bank
Interest Rates: !interest rate, !federal reserve, !bank of england, mpc, rate cut, rate rise, basis points, greenspan, monetary policy, ecb
Budget: !chancellor, !public spending, !spending review, treasury, borrowing, fiscal, taxation, tax cuts
Tax: !taxes, !taxpayers, !income tax, tax cuts, council tax, vat, inland revenue, tax evasion, irs
Welfare: !welfare reform, !food stamps, !social security, benefits, welfare recipients, aid to families, medicaid
Poverty: !debt relief, !make poverty history, aid, poor countries, developing countries, third world, poorest
Foreign Aid: !world bank, !imf, international monetary fund, donor, developing world, loans
=Dollar: !greenback, !exchange rate, currency, euro, yen, forex, currencies
Stock Market: !wall street, !dow jones, !ftse, !nasdaq, shares, investors, traders, stocks, share price, equities, nikkei
Profits: !pre-tax profit, !net profit, !quarterly profit, earnings, revenue, sales rose, fourth quarter, forecasts, full-year, turnover, third quarter, net income
=Takeover: !takeover bid, !merger, !acquisition, bid, shareholders, stake, deal, rival, offer, hostile bid
Banking: !banks, !lender, !hsbc, !barclays, mortgage, credit card, savings, citigroup, loans, lending, deutsche bank
=Bankruptcy: !bankrupt, !chapter 11, !administration order, creditors, insolvency, receivership
~Trade: !free trade, !wto, !world trade organization, !tariffs, exports, imports, quotas, textile, trade deficit, trade agreement
=NAFTA: !north american free trade agreement, mexico, tariffs
Oil: !crude oil, !oil prices, !opec, barrel, brent crude, oil producer, refinery, petroleum, barrels, oil company
=Yukos: !yugansk, !khodorkovsky, rosneft, gazprom, menatep
=Oil Spill: !tanker, !exxon valdez, !slick, cleanup, crude, spilled
Energy: !electricity, !gas prices, !power station, renewable, wind farm, utilities, gazprom, nuclear power, solar
=Mining: !miners, !coal, !gold mine, bhp, iron ore, colliery, diamonds
=Diamonds: !de beers, !diamond, gems, rough diamonds
Housing: !house prices, !mortgage, !property market, homes, estate agents, first-time buyers, homeowners, rents
~Retail: !retailers, !supermarket, !high street, sales, shoppers, tesco, sainsbury, marks and spencer, stores, walmart, wal-mart, christmas sales
Cars: !carmaker, !car sales, !general motors, ford, toyota, nissan, vehicles, fiat, bmw, models, chrysler
Electric Cars: !electric vehicles, !tesla, battery, charging, byd
Airlines: !airline, !british airways, !ryanair, passengers, flights, easyjet, aviation, fares, airport, carrier
Aviation: !airbus, !boeing, !aircraft, jet, a380, airlines, plane, pilot, cockpit, faa
=Plane Crash: !crash site, !crashed, wreckage, cockpit, pilot, black box, aboard, flight 103, airliner
Shipping: !vessel, !cargo, ferry, port, ship, coast guard, sank
Railways: !rail, !network rail, train, commuters, derailed, amtrak, channel tunnel, eurotunnel
=Channel Tunnel: !eurotunnel, !chunnel, tunnel, boring machines
=Space: !nasa, !astronaut, !spacecraft, !space shuttle, orbit, hubble, satellite, mars, moon, telescope, rocket, spacex, planet
=Eclipse: !solar eclipse, !total eclipse, !lunar eclipse, sun, moon, corona, astronomers
~Science: !scientists, !researchers, study, research, experiment, laboratory, journal nature, discovery, species, fossil, physicist
Climate Change: !global warming, !kyoto, !greenhouse gas, emissions, carbon, carbon dioxide, climate, greenpeace
~Environment: !pollution, !conservation, !environmental, wildlife, recycling, rainforest, waste, ecosystem, habitat, sierra club
Wildlife: !endangered species, !elephants, !whales, ivory, tigers, zoo, poaching, birds
=Earthquake: !quake, !aftershock, !magnitude, richter scale, epicenter, seismologists, epicentre, fault, tremor
=Tsunami: !tsunami disaster, !tsunami victims, indian ocean, aid, relief, aceh, sri lanka
=Hurricane: !hurricanes, !national hurricane center, storm surge, landfall, winds, evacuated, gilbert, hugo, andrew, katrina
=Tropical Storm: !tropical depression, !tropical cyclone, landfall, storm surge, winds
=Typhoon: !typhoons, !super typhoon, landfall, storm surge, winds
=Tornado: !tornadoes, !twister, funnel, national weather service, thunderstorms, storms
Flood: !flooding, !floods, !floodwater, !burst its banks, !bursts its banks, !burst their banks, !bursts banks, river, heavy rain, submerged
Drought: !water shortage, !dry weather, crops, rainfall, reservoir, farmers
Wildfire: !wildfires, !forest fire, !firefighters, acres, blaze, flames, brush fire, yellowstone
Fire: !blaze, !firefighters, smoke, flames, burned, arson
=Volcano: !eruption, !erupted, !lava, volcanic, ash, pinatubo, lahar
=Weather: !weather forecast, forecast, !snow, !storm, temperatures, met office, rain, heatwave, forecasters, blizzard
~Disaster: !emergency services, rescue, victims, survivors, relief, red cross, evacuation
Farming: !farmers, !agriculture, !crops, livestock, cattle, subsidies, grain, agriculture department, harvest
=Mad Cow Disease: !bse, !bovine spongiform, cattle, beef, cjd
=Foot-and-Mouth: !foot and mouth, livestock, cull, slaughter
~Health: !nhs, !hospital, !patients, doctors, disease, medical, treatment, surgery, symptoms, clinical, health service, drug
=NHS: !health service, !waiting lists, hospitals, patients, trusts, gps, department of health
Healthcare: !health insurance, !medicare, !medicaid, healthcare reform, health care, insurers
=AIDS: !hiv, !hiv/aids, virus, infection, condoms, infected, antiretroviral
=Cancer: !tumour, !tumor, !chemotherapy, breast cancer, lung cancer, radiotherapy, oncology
=Diabetes: !insulin, !blood sugar, !diabetics, glucose, type 2
=Tuberculosis: !tb, lung disease, infection, bacteria
=COVID-19: !covid, !coronavirus, !pandemic, lockdown, vaccine, variant
=Bird Flu: !avian flu, !h5n1, poultry, flu vaccine
Outbreak: !epidemic, !ebola, !cholera, !hantavirus, who, quarantine, infected, contagious
=Vaccine: !vaccines, !vaccination, !jab, mmr, immunisation, measles
=Obesity: !obese, !junk food, !overweight, diet, childhood obesity
=Smoking: !tobacco, !cigarettes, !smoking ban, smokers, nicotine
=Alcohol: !binge drinking, !24-hour drinking, pubs, licensing, drink
Mental Health: !depression, !suicide, psychiatric, anxiety, psychologist
~Education: !schools, !teachers, !pupils, classroom, gcse, a-level, students, curriculum, ofsted, literacy, exam, headteacher
=Universities: !university, !tuition fees, !students, campus, degree, undergraduate, vice-chancellor, higher education
=Census: !census bureau, !population count, undercount, head count
~Religion: church, pope, vatican, bishop, christian, muslim, islam, faith, archbishop, mosque, catholic, priest
=Catholic Church: !vatican, !pope, !cardinal, bishops, priests, pontiff
=Royal Family: !prince charles, !prince william, !prince harry, !buckingham palace, queen, duchess, royal, camilla
=Foxhunting: !hunting ban, !hunting act, !fox hunting, hunts, countryside alliance, hounds
~Women: !women's rights, !gender equality, discrimination, sexism, equal pay, maternity
=Gay Rights: !gay marriage, !same-sex, !civil partnership, lgbt, homosexual, lesbian
=Racism: !racist, !racial, !discrimination, ethnic minorities, slur, civil rights
=Abortion: !roe v. wade, !pro-life, pregnancy, anti-abortion
Film: !movie, !box office, !hollywood, director, actor, actress, cinema, starring, sequel, screen, oscar, comedy, animated, premiere
=Oscars: !academy awards, !oscar, best picture, best actor, best actress, nominations, nominated, the aviator, million dollar baby, golden globe
~Awards: !bafta, !grammy, !golden globes, !brit awards, nominations, winners, best film, award, ceremony, prize
Music: !album, !singer, !band, !concert, single, song, chart, tour, gig, rock, pop, hip hop, musicians, rapper, record label
Music Downloads: !itunes, !download chart, !file-sharing, napster, apple, legal downloads
Television: !tv, !bbc one, !itv, channel 4, viewers, series, ratings, episode, drama, broadcaster, sitcom, show, soap, big brother
=BBC: !bbc governors, !licence fee, corporation, broadcaster, bbc
Theatre: !west end, !broadway, musical, stage, playwright, play
=Books: !novel, !author, !publisher, !booker, bestseller, harry potter, writer, poet
=Harry Potter: !jk rowling, !hogwarts, daniel radcliffe
=Star Wars: !george lucas, !jedi, darth vader, sith
Art: !gallery, !painting, !exhibition, museum, artist, tate, sculpture, turner prize
Fashion: !designer, !catwalk, !fashion week, model, collection, couture
Celebrity: !paparazzi, tabloid, engaged, married, divorce, star, couple, michael jackson
~Technology: !software, !internet, !gadgets, digital, computer, online, users, devices, wireless, hardware, technology, pc, chip, web, data
Artificial Intelligence: !ai, !chatgpt, !openai, !machine learning, neural network, robot
Robots: !robot, !robotics, humanoid, asimo
=Microsoft: !bill gates, !windows xp, windows, software giant, internet explorer, xbox, antitrust
=Apple: !ipod, !mac mini, !iphone, !steve jobs, !itunes, macintosh, mac
=Google: !search engine, !gmail, searches, yahoo
Mobile Phones: !mobiles, !handsets, !cellphone, !smartphone, 3g, nokia, text messages, vodafone, operators, mobile phone, ringtone, sms
Broadband: !high-speed internet, !dsl, bt, net connection, fibre, isp, telecoms
Cybersecurity: !hackers, !computer virus, !phishing, !spyware, !malware, security firm, trojan, worm, data breach, viruses
=Spam: !junk mail, !unsolicited, e-mail, spammers
Piracy: !file-sharing, !peer-to-peer, !bittorrent, copyright, pirated, illegal downloads
=Video Games: !gaming, !games console, !playstation, !xbox, !nintendo, gamers, sony psp, game, gameplay, ds, half-life, electronic arts
=Blogging: !blog, !blogs, !bloggers, weblog
Social Media: !facebook, !twitter, !tiktok, !instagram, youtube, viral
Privacy: !data protection, !surveillance, personal data, rfid, cctv
=HDTV: !high-definition, !hd-dvd, blu-ray, dvd, digital tv, plasma
~Football: !premiership, !premier league, !striker, !midfielder, goal, manager, defender, goalkeeper, penalty, fa cup, squad, referee, season, club, match, kick-off, substitute
=Premier League: !premiership, chelsea, arsenal, manchester united, man utd, liverpool, everton, newcastle, tottenham, mourinho, wenger, ferguson
=Champions League: !uefa, barcelona, real madrid, bayern munich, ac milan, second leg, first leg, knockout
=FA Cup: !third round, !fourth round, !fifth round, replay, non-league
=World Cup: !fifa, qualifier, qualifying, finals
=Rugby: !six nations, !scrum, !fly-half, !lions tour, try, tries, prop, lock, hooker, flanker, scrum-half, penalty, rbs six nations, zurich premiership, heineken cup, test, wing
=Six Nations: !grand slam, !triple crown, ireland, england, wales, scotland, france, italy, rugby
=Cricket: !wicket, !wickets, !batsman, !test match, innings, bowler, ashes, runs, ecb, one-day, spinner, icc, icc cricket
=Tennis: !wimbledon, !australian open, !davis cup, !us open, federer, roddick, seed, set, match, henman, hewitt, sharapova, williams, wta, atp, tournament
=Athletics: !marathon, !sprinter, !world record, !iaaf, 100m, indoor, olympic champion, radcliffe, race, hurdles, european indoor, 800m, 1500m
=Marathon: !marathons, !new york city marathon, runners, miles, course record
Doping: !drugs test, !steroids, !balco, !anti-doping, banned substance, ben johnson, anabolic, positive test, wada
=Olympics: !olympic, !olympic games, !gold medal, ioc, athletes, medal, athens, london 2012, bid
=Boxing: !heavyweight, !boxer, !knockout, title fight, bout, ring, tyson, ibf, wbc
=Golf: !pga, !ryder cup, !masters, tiger woods, birdie, bogey, par, open champion, ernie els
=Formula One: !grand prix, !f1, ferrari, schumacher, mclaren, hamilton
=Baseball: !major league, !home run, !world series, pitcher, inning, red sox, yankees, batting
=Basketball: !nba, lakers, celtics, playoffs
=American Football: !nfl, !super bowl, quarterback, touchdown
=Cycling: !tour de france, !lance armstrong, cyclist, peloton
=Sailing: !yacht, !ellen macarthur, solo, round the world
Horse Racing: !jockey, !grand national, cheltenham, derby, racecourse
Travel: !tourism, !tourists, holiday, resort, hotel, visitors, cruise
Food: !restaurant, !chef, recipe, cooking, cuisine, sudan 1, food standards agency
~Charity: !fundraising, !donations, oxfam, comic relief, live 8, band aid, unicef, appeal
=United Nations: !un, !kofi annan, !security council, peacekeepers, general assembly, guterres
=NATO: !alliance members, article 5, atlantic alliance
=North Korea Talks: !six-party talks, kim jong il, kim jong un
=Shining Path: !sendero luminoso, !guzman, guerrillas, fujimori
=Guerrillas: !rebels, !insurgency, insurgents, rebel group, ambush
=Northern Ireland: !ira, !sinn fein, !good friday agreement, dup, stormont, unionist, republican
=Devolution: !scottish parliament, !welsh assembly, snp, holyrood
=Term Limits: !term-limit, incumbents, lawmakers
`;
