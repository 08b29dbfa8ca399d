PRAGMA application_id=1297109067;
PRAGMA user_version=1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'ledger','m001_ledger','2026-11-24 15:46:48.695722+00:00');
CREATE TABLE doubted_date(one INTEGER PRIMARY KEY CHECK(one=1),
    date TEXT NOT NULL) STRICT;
CREATE TABLE event(seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,
    kind TEXT NOT NULL, v INTEGER NOT NULL, day_id INTEGER NOT NULL, wall_ms INTEGER NOT NULL,
    mono_ms INTEGER NOT NULL, boot_id TEXT NOT NULL,
    clock TEXT NOT NULL CHECK(clock IN('trusted','holdover','suspect')), cat_ver INTEGER NOT NULL,
    body TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO "event" VALUES(1,'2a630b04-0437-4ce0-867e-152d201a585a','queue_day.began',1,1,1795488060000,1000000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"date":"2026-11-24","why":"holdover"}','0000000000000000000000000000000000000000000000000000000000000000','13524a8e94edc9adc87d2e6af6833fdb470991a59764f26d1d263976d08c51b9');
INSERT INTO "event" VALUES(2,'eca8fb76-453b-4d3a-aca0-59382884c382','visit.issued',1,1,1795488060000,1000000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"code":"SKDV5GP234HK","language":"id","later":[{"after":["kk"],"reason":"prerequisite","service":"paspor"}],"life_event":null,"priority":"lansia","queue_day":"2026-11-24","services":["kk","ktp","layanan-b","paspor"],"tickets":["A001","B001"],"visit":"f1e9f8f9-7350-44b8-9b53-a4d4e37bd8e0"}','13524a8e94edc9adc87d2e6af6833fdb470991a59764f26d1d263976d08c51b9','a2da26303c760a4a7eca4980ed128de03a45be0f28697b1a79c68fa2f944823b');
INSERT INTO "event" VALUES(3,'23cb296b-dfe0-400c-93f0-e17c17aa62ec','ticket.issued',1,1,1795488060000,1000000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":[],"agencies":["instansi-a"],"catalogue_version":7,"code":"SKDV5GP234HK","counters":[{"floor":1,"number":3}],"label":"A001","number":1,"priority":"lansia","queue":"A","queue_day":"2026-11-24","services":["kk","ktp"],"stop":1,"visit":"f1e9f8f9-7350-44b8-9b53-a4d4e37bd8e0"}','a2da26303c760a4a7eca4980ed128de03a45be0f28697b1a79c68fa2f944823b','ef69f41cb57bcdd264c4e0ab89e681d0dcd53db24bda9df5e66ebc66bc4d9400');
INSERT INTO "event" VALUES(4,'48d8dfdd-6aba-4182-987b-883a697caa22','ticket.issued',1,1,1795488060000,1000000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":["A001"],"agencies":["instansi-b"],"catalogue_version":7,"code":"SKDV5GP234HK","counters":[{"floor":1,"number":3}],"label":"B001","number":1,"priority":"lansia","queue":"B","queue_day":"2026-11-24","services":["layanan-b"],"stop":2,"visit":"f1e9f8f9-7350-44b8-9b53-a4d4e37bd8e0"}','ef69f41cb57bcdd264c4e0ab89e681d0dcd53db24bda9df5e66ebc66bc4d9400','b07dc90bde76bc51b6d0e182ebf1b783a0111448e198a98b9fb9fb889f6d6994');
INSERT INTO "event" VALUES(5,'81384dda-560f-4f47-be55-274cbee0f8e1','print.outcome',1,1,1795488060000,1000000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"copy":1,"job":1,"kind":"slip","outcome":"printed","proof":"folder","reason":"","visit":"f1e9f8f9-7350-44b8-9b53-a4d4e37bd8e0"}','b07dc90bde76bc51b6d0e182ebf1b783a0111448e198a98b9fb9fb889f6d6994','81d166b25f92af64797945d7f74f8f8d7997016cd310a282fa04e652e78f7986');
INSERT INTO "event" VALUES(6,'1d5016ef-054b-4c4c-b872-98af3df3a88e','visit.issued',1,1,1795488240000,1180000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"code":"4WFG3F8Q1QVY","language":"id","later":[{"after":["kk"],"reason":"prerequisite","service":"paspor"}],"life_event":null,"priority":"lansia","queue_day":"2026-11-24","services":["kk","ktp","layanan-b","paspor"],"tickets":["A002","B002"],"visit":"7ec75875-6a2d-4756-8eda-b669c22121fc"}','81d166b25f92af64797945d7f74f8f8d7997016cd310a282fa04e652e78f7986','2e0320c3354fb150e90b3770bf5fcd7fc3107d51c30053592ed3358cb7b9df36');
INSERT INTO "event" VALUES(7,'8e168f46-7ba8-4ddf-a5f9-daf77cd258f6','ticket.issued',1,1,1795488240000,1180000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":[],"agencies":["instansi-a"],"catalogue_version":7,"code":"4WFG3F8Q1QVY","counters":[{"floor":1,"number":3}],"label":"A002","number":2,"priority":"lansia","queue":"A","queue_day":"2026-11-24","services":["kk","ktp"],"stop":1,"visit":"7ec75875-6a2d-4756-8eda-b669c22121fc"}','2e0320c3354fb150e90b3770bf5fcd7fc3107d51c30053592ed3358cb7b9df36','b92878cc1171b9e7e3f3e3fcdef0dacc565c5a44da9dd67a27b213e223a5a95b');
INSERT INTO "event" VALUES(8,'12fcfe16-87a9-4abe-afbf-07e4a6beeaf5','ticket.issued',1,1,1795488240000,1180000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":["A002"],"agencies":["instansi-b"],"catalogue_version":7,"code":"4WFG3F8Q1QVY","counters":[{"floor":1,"number":3}],"label":"B002","number":2,"priority":"lansia","queue":"B","queue_day":"2026-11-24","services":["layanan-b"],"stop":2,"visit":"7ec75875-6a2d-4756-8eda-b669c22121fc"}','b92878cc1171b9e7e3f3e3fcdef0dacc565c5a44da9dd67a27b213e223a5a95b','2bc817f3e2fa6c03be2de05b14c6b9582ceaf120e72474cca2050d851bc33fe4');
INSERT INTO "event" VALUES(9,'8b0f9bd9-ba66-4b55-a63a-006d370a3370','print.outcome',1,1,1795488240000,1180000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"copy":1,"job":2,"kind":"slip","outcome":"unknown","proof":"none","reason":"paper ran out","visit":"7ec75875-6a2d-4756-8eda-b669c22121fc"}','2bc817f3e2fa6c03be2de05b14c6b9582ceaf120e72474cca2050d851bc33fe4','9986a0c46b7edf1eee4457c9c8401d12303e2672a47217d331b7ec78a8ae7dcc');
INSERT INTO "event" VALUES(10,'fac20a00-ba67-4a0a-bf2b-483759d04e46','print.settled',1,1,1795488240000,1180000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"copy":1,"job":2,"kind":"slip","outcome":"confirmed","proof":"person","reason":"asked at the glass","visit":"7ec75875-6a2d-4756-8eda-b669c22121fc"}','9986a0c46b7edf1eee4457c9c8401d12303e2672a47217d331b7ec78a8ae7dcc','04f83de592b2cb52e24c851830f16af08e2cf9d4f3bb2e8335ac81b0f83baa0b');
INSERT INTO "event" VALUES(11,'b7ba272f-fe27-4bb4-9c54-eac0f28d9c78','visit.issued',1,1,1795488420000,1360000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"code":"3PDHNN4XYZR7","language":"id","later":[{"after":["kk"],"reason":"prerequisite","service":"paspor"}],"life_event":null,"priority":"lansia","queue_day":"2026-11-24","services":["kk","ktp","layanan-b","paspor"],"tickets":["A003","B003"],"visit":"fdae123c-2bf8-49e5-96ac-503e0b8c1b4b"}','04f83de592b2cb52e24c851830f16af08e2cf9d4f3bb2e8335ac81b0f83baa0b','d1ac23b8deaef27710a416d2af232edc0fb3b5111efd0c69f0bf6f325ee1929c');
INSERT INTO "event" VALUES(12,'cca5e62e-1867-4eef-a09a-504abb28315e','ticket.issued',1,1,1795488420000,1360000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":[],"agencies":["instansi-a"],"catalogue_version":7,"code":"3PDHNN4XYZR7","counters":[{"floor":1,"number":3}],"label":"A003","number":3,"priority":"lansia","queue":"A","queue_day":"2026-11-24","services":["kk","ktp"],"stop":1,"visit":"fdae123c-2bf8-49e5-96ac-503e0b8c1b4b"}','d1ac23b8deaef27710a416d2af232edc0fb3b5111efd0c69f0bf6f325ee1929c','f682f75f11cc976e101bc8a0e0a7fbc9fb0cda2589bfbb15842fb31a09407abc');
INSERT INTO "event" VALUES(13,'455fe1a8-3ab8-4dbf-8990-b099a73ecc80','ticket.issued',1,1,1795488420000,1360000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":["A003"],"agencies":["instansi-b"],"catalogue_version":7,"code":"3PDHNN4XYZR7","counters":[{"floor":1,"number":3}],"label":"B003","number":3,"priority":"lansia","queue":"B","queue_day":"2026-11-24","services":["layanan-b"],"stop":2,"visit":"fdae123c-2bf8-49e5-96ac-503e0b8c1b4b"}','f682f75f11cc976e101bc8a0e0a7fbc9fb0cda2589bfbb15842fb31a09407abc','4b5cdaa6a480378ad81d50ba103d92f266c8b5a5e8fde7a0a4de4cffc97504ad');
INSERT INTO "event" VALUES(14,'ddb0ca61-6582-4c6f-9264-8960f2138ca5','print.outcome',1,1,1795488420000,1360000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"copy":1,"job":3,"kind":"slip","outcome":"not_printed","proof":"none","reason":"paper ran out","visit":"fdae123c-2bf8-49e5-96ac-503e0b8c1b4b"}','4b5cdaa6a480378ad81d50ba103d92f266c8b5a5e8fde7a0a4de4cffc97504ad','2b8dc9e3a138aa5916e158f98182f52c6f0d7db50ffa72879b4ea26e05aa96ef');
INSERT INTO "event" VALUES(15,'c8769a20-cc1f-4317-a09b-2b3895b00857','print.outcome',1,1,1795488600000,1540000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"copy":1,"job":4,"kind":"checklist","outcome":"printed","proof":"folder","reason":"","visit":"04b50d5f-33f4-4bbb-9944-412372ced1f8"}','2b8dc9e3a138aa5916e158f98182f52c6f0d7db50ffa72879b4ea26e05aa96ef','7a56164b78e1e8fdc1ce84c9d5da66ea4764b0405aef6d54de9ff09f2f8baebd');
INSERT INTO "event" VALUES(16,'f35f1d3d-7e23-4f04-abd9-07bbb574cb82','queue_day.began',1,2,1795575000000,87940000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"date":"2026-11-25","why":"holdover"}','7a56164b78e1e8fdc1ce84c9d5da66ea4764b0405aef6d54de9ff09f2f8baebd','9efc078de170aeba271ccf4cd265189ba36c77bf4de7899481d1f18747d71a6f');
INSERT INTO "event" VALUES(17,'d99ad3ca-07e9-4190-883f-f23fde97c17f','visit.issued',1,2,1795575000000,87940000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"code":"22HAWJ247TE8","language":"id","later":[{"after":["kk"],"reason":"prerequisite","service":"paspor"}],"life_event":null,"priority":"lansia","queue_day":"2026-11-25","services":["kk","ktp","layanan-b","paspor"],"tickets":["A001","B001"],"visit":"30c2fb54-b910-4d49-989f-e4e4aa05ccf6"}','9efc078de170aeba271ccf4cd265189ba36c77bf4de7899481d1f18747d71a6f','6136039d5c7aa03e6a5598ca6c2da8fbc89cc22305db6121e57e08b468931d80');
INSERT INTO "event" VALUES(18,'99bb240d-1439-47ac-90fe-a42de68a3595','ticket.issued',1,2,1795575000000,87940000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":[],"agencies":["instansi-a"],"catalogue_version":7,"code":"22HAWJ247TE8","counters":[{"floor":1,"number":3}],"label":"A001","number":1,"priority":"lansia","queue":"A","queue_day":"2026-11-25","services":["kk","ktp"],"stop":1,"visit":"30c2fb54-b910-4d49-989f-e4e4aa05ccf6"}','6136039d5c7aa03e6a5598ca6c2da8fbc89cc22305db6121e57e08b468931d80','331885bccc8d862ef82c7fb524799b6f4835333cb70a017088df7d98300ec2fb');
INSERT INTO "event" VALUES(19,'19a0dd2e-5e21-4eed-85af-fbe1b87dc5f4','ticket.issued',1,2,1795575000000,87940000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":["A001"],"agencies":["instansi-b"],"catalogue_version":7,"code":"22HAWJ247TE8","counters":[{"floor":1,"number":3}],"label":"B001","number":1,"priority":"lansia","queue":"B","queue_day":"2026-11-25","services":["layanan-b"],"stop":2,"visit":"30c2fb54-b910-4d49-989f-e4e4aa05ccf6"}','331885bccc8d862ef82c7fb524799b6f4835333cb70a017088df7d98300ec2fb','3c17c9af2bb56d639af84f328a89047c12023c7e1463230f0abc620527105ae7');
INSERT INTO "event" VALUES(20,'615b54d7-2f71-46bb-a560-7372182d2bca','print.outcome',1,2,1795575000000,87940000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"copy":1,"job":5,"kind":"slip","outcome":"printed","proof":"folder","reason":"","visit":"30c2fb54-b910-4d49-989f-e4e4aa05ccf6"}','3c17c9af2bb56d639af84f328a89047c12023c7e1463230f0abc620527105ae7','38e3fd2838562c87a5958154f41c6fce5f3cee6358f06f7467374e7c768ca188');
INSERT INTO "event" VALUES(21,'f7febef0-f779-430a-a637-5e7ea638e08b','print.settled',1,2,1795575000000,87940000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"copy":1,"job":5,"kind":"slip","outcome":"abandoned","proof":"person","reason":"asked at the glass","visit":"30c2fb54-b910-4d49-989f-e4e4aa05ccf6"}','38e3fd2838562c87a5958154f41c6fce5f3cee6358f06f7467374e7c768ca188','c6e78e4470da490412afcf2dcbd413dc9af7e0f690ebe8b9a34c0c1ce78c6d3f');
INSERT INTO "event" VALUES(22,'eba83cad-046b-406b-b85f-214ca424d4ae','visit.issued',1,2,1795575180000,88120000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"code":"T7DQN30MHP2X","language":"id","later":[{"after":["kk"],"reason":"prerequisite","service":"paspor"}],"life_event":null,"priority":"lansia","queue_day":"2026-11-25","services":["kk","ktp","layanan-b","paspor"],"tickets":["A002","B002"],"visit":"4e43b8de-8e04-4223-9711-b0123a6f8725"}','c6e78e4470da490412afcf2dcbd413dc9af7e0f690ebe8b9a34c0c1ce78c6d3f','fe102fa105aa927399ca556c21110f631934ff3318377a14a8b2ec04a838f9a1');
INSERT INTO "event" VALUES(23,'4a1f3c7b-712f-468d-b189-6a791b8956ae','ticket.issued',1,2,1795575180000,88120000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":[],"agencies":["instansi-a"],"catalogue_version":7,"code":"T7DQN30MHP2X","counters":[{"floor":1,"number":3}],"label":"A002","number":2,"priority":"lansia","queue":"A","queue_day":"2026-11-25","services":["kk","ktp"],"stop":1,"visit":"4e43b8de-8e04-4223-9711-b0123a6f8725"}','fe102fa105aa927399ca556c21110f631934ff3318377a14a8b2ec04a838f9a1','f494a3f0479f5fa1d9dcf5d0b6c92aca587c00e69b125233246a0dceb82bc50a');
INSERT INTO "event" VALUES(24,'59edc313-a9ea-41b2-bd0b-09463db95cd0','ticket.issued',1,2,1795575180000,88120000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":["A002"],"agencies":["instansi-b"],"catalogue_version":7,"code":"T7DQN30MHP2X","counters":[{"floor":1,"number":3}],"label":"B002","number":2,"priority":"lansia","queue":"B","queue_day":"2026-11-25","services":["layanan-b"],"stop":2,"visit":"4e43b8de-8e04-4223-9711-b0123a6f8725"}','f494a3f0479f5fa1d9dcf5d0b6c92aca587c00e69b125233246a0dceb82bc50a','d789ca5322aa69bf7cd2c893d450e535e3d262537972436065aadb39b6c91ed3');
INSERT INTO "event" VALUES(25,'7ccb1b26-df2a-471a-825f-be8cba097228','visit.issued',1,2,1795575360000,88300000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"code":"7FSTXSW549MB","language":"id","later":[{"after":["kk"],"reason":"prerequisite","service":"paspor"}],"life_event":null,"priority":"lansia","queue_day":"2026-11-25","services":["kk","ktp","layanan-b","paspor"],"tickets":["A003","B003"],"visit":"ac2f21a9-14cf-4053-99a1-66c4939d472c"}','d789ca5322aa69bf7cd2c893d450e535e3d262537972436065aadb39b6c91ed3','c1f9bce0430523b429a7bab40fd93b81de224ab00a8365300cc8d9cba218cfeb');
INSERT INTO "event" VALUES(26,'abae5ae8-ff26-46a6-b5ca-dae6395b011d','ticket.issued',1,2,1795575360000,88300000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":[],"agencies":["instansi-a"],"catalogue_version":7,"code":"7FSTXSW549MB","counters":[{"floor":1,"number":3}],"label":"A003","number":3,"priority":"lansia","queue":"A","queue_day":"2026-11-25","services":["kk","ktp"],"stop":1,"visit":"ac2f21a9-14cf-4053-99a1-66c4939d472c"}','c1f9bce0430523b429a7bab40fd93b81de224ab00a8365300cc8d9cba218cfeb','ef74dab0598cdbb33bab4ae657f32342253f8e69e1a6c22bacfa7959e85771ac');
INSERT INTO "event" VALUES(27,'b3c1597b-7e43-4ff6-ad9c-ae2455d74f47','ticket.issued',1,2,1795575360000,88300000,'11111111-2222-3333-4444-555555555555','holdover',7,'{"after":["A003"],"agencies":["instansi-b"],"catalogue_version":7,"code":"7FSTXSW549MB","counters":[{"floor":1,"number":3}],"label":"B003","number":3,"priority":"lansia","queue":"B","queue_day":"2026-11-25","services":["layanan-b"],"stop":2,"visit":"ac2f21a9-14cf-4053-99a1-66c4939d472c"}','ef74dab0598cdbb33bab4ae657f32342253f8e69e1a6c22bacfa7959e85771ac','210b93275e29537da1905fb86808db947adf78473fbae1b70ede3a1e01f172cd');
CREATE TABLE ident(one INTEGER PRIMARY KEY CHECK(one=1), terminal_id TEXT NOT NULL,
    terminal INTEGER NOT NULL, mall TEXT NOT NULL, epoch TEXT NOT NULL, machine_hash TEXT,
    created TEXT NOT NULL) STRICT;
INSERT INTO "ident" VALUES(1,'contoh-pringsewu-1',1,'contoh-pringsewu','1760c354-a4e9-44dd-8326-39e87393eea3',NULL,'2026-11-24T09:41:00+07:00');
CREATE TABLE issued(day_id INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    n INTEGER NOT NULL, PRIMARY KEY(day_id, kind, id)) STRICT;
INSERT INTO "issued" VALUES(1,'agency','instansi-a',3);
INSERT INTO "issued" VALUES(1,'service','kk',3);
INSERT INTO "issued" VALUES(1,'service','ktp',3);
INSERT INTO "issued" VALUES(1,'agency','instansi-b',3);
INSERT INTO "issued" VALUES(1,'service','layanan-b',3);
INSERT INTO "issued" VALUES(2,'agency','instansi-a',3);
INSERT INTO "issued" VALUES(2,'service','kk',3);
INSERT INTO "issued" VALUES(2,'service','ktp',3);
INSERT INTO "issued" VALUES(2,'agency','instansi-b',3);
INSERT INTO "issued" VALUES(2,'service','layanan-b',3);
CREATE TABLE print_job(job INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK(kind IN('slip','checklist')), visit TEXT NOT NULL,
    copy INTEGER NOT NULL, state TEXT NOT NULL CHECK(state IN('queued','sending','sent','printed',
    'not_printed','partial','unknown','abandoned','confirmed')),
    reason TEXT NOT NULL, proof TEXT NOT NULL, UNIQUE(visit, copy)) STRICT;
INSERT INTO "print_job" VALUES(1,'slip','f1e9f8f9-7350-44b8-9b53-a4d4e37bd8e0',1,'printed','','folder');
INSERT INTO "print_job" VALUES(2,'slip','7ec75875-6a2d-4756-8eda-b669c22121fc',1,'confirmed','asked at the glass','person');
INSERT INTO "print_job" VALUES(3,'slip','fdae123c-2bf8-49e5-96ac-503e0b8c1b4b',1,'not_printed','paper ran out','none');
INSERT INTO "print_job" VALUES(4,'checklist','04b50d5f-33f4-4bbb-9944-412372ced1f8',1,'printed','','folder');
INSERT INTO "print_job" VALUES(5,'slip','30c2fb54-b910-4d49-989f-e4e4aa05ccf6',1,'abandoned','asked at the glass','person');
INSERT INTO "print_job" VALUES(6,'slip','4e43b8de-8e04-4223-9711-b0123a6f8725',1,'sending','','');
INSERT INTO "print_job" VALUES(7,'slip','ac2f21a9-14cf-4053-99a1-66c4939d472c',1,'queued','','');
INSERT INTO "print_job" VALUES(8,'checklist','7b13b7a0-8510-4042-b04e-6e8808209cd9',1,'queued','','');
CREATE TABLE queue_day(day_id INTEGER PRIMARY KEY, date TEXT UNIQUE NOT NULL) STRICT;
INSERT INTO "queue_day" VALUES(1,'2026-11-24');
INSERT INTO "queue_day" VALUES(2,'2026-11-25');
CREATE TABLE retention(one INTEGER PRIMARY KEY CHECK(one=1),
    purge_ok INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE series(queue TEXT NOT NULL, terminal INTEGER NOT NULL, day_id INTEGER NOT NULL,
    next INTEGER NOT NULL, PRIMARY KEY(queue, terminal, day_id)) STRICT;
INSERT INTO "series" VALUES('A',1,1,4);
INSERT INTO "series" VALUES('B',1,1,4);
INSERT INTO "series" VALUES('A',1,2,4);
INSERT INTO "series" VALUES('B',1,2,4);
CREATE TABLE upkeep(one INTEGER PRIMARY KEY CHECK(one=1), done INTEGER NOT NULL) STRICT;
INSERT INTO "upkeep" VALUES(1,1);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT,'append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
    WHEN OLD.seq > coalesce((SELECT purge_ok FROM retention),0)
    OR OLD.seq = (SELECT max(seq) FROM event)
    BEGIN SELECT RAISE(ABORT,'not proven yet'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
    WHEN EXISTS(SELECT 1 FROM event WHERE seq = NEW.seq OR id = NEW.id)
    BEGIN SELECT RAISE(ABORT,'append-only'); END;
CREATE INDEX print_job_open ON print_job(state)
    WHERE state IN('queued','sending','sent');
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('event',27);
INSERT INTO "sqlite_sequence" VALUES('print_job',8);
COMMIT;
