PRAGMA application_id = 1095126596;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'afterneedle','m001_first','2026-11-26 03:22:18.411084+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'afterneedle','m002_seals','2026-11-26 03:22:18.411234+00:00');
CREATE TABLE answer (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  rule     TEXT NOT NULL,
  check_in TEXT NOT NULL, -- may name a session, so it is no foreign key
  
  answered        INTEGER NOT NULL,
  answered_wall        TEXT NOT NULL
    CHECK (substr(answered_wall, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(answered_wall, 1, 19), '+0 days'))
    CHECK (substr(answered_wall, 20) = '' OR substr(answered_wall, 20) GLOB '.[0-9][0-9][0-9][0-9][0-9][0-9]'),
  answered_offset INTEGER NOT NULL CHECK (answered_offset BETWEEN -86399 AND 86399)
    CHECK (answered = CAST(strftime('%s', substr(answered_wall, 1, 19)) AS INTEGER) - answered_offset),
  did      TEXT NOT NULL CHECK (did IN
    ('told_practitioner', 'practitioner_reassured', 'advised_by_clinician', 'seen_by_doctor')),
  words    TEXT NOT NULL CHECK (length(words) <= 20000),
  seal     INTEGER NOT NULL,
  UNIQUE (rule, check_in, answered, answered_wall, did)
) STRICT;
INSERT INTO "answer" VALUES(1,'N07','s1',1772705100,'2026-03-05T10:05:00',0,'told_practitioner','“rest” 🌿
then call',3771989129);
INSERT INTO "answer" VALUES(2,'N07','c1',1772705220,'2026-03-05T10:07:00',0,'practitioner_reassured','“rest” 🌿
then call',183863111);
INSERT INTO "answer" VALUES(3,'N07','s1',1772705340,'2026-03-05T10:09:00',0,'advised_by_clinician','“rest” 🌿
then call',3775413673);
INSERT INTO "answer" VALUES(4,'N07','c1',1772705460,'2026-03-05T10:11:00',0,'seen_by_doctor','“rest” 🌿
then call',2760114462);
CREATE TABLE baseline (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL,
  asked      INTEGER NOT NULL DEFAULT 1 CHECK (asked = 1),
  symptom    TEXT NOT NULL CHECK (symptom <> ''),
  place      TEXT NOT NULL,
  severity   INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 10),
  seal       INTEGER NOT NULL,
  UNIQUE (session_id, symptom, place),
  -- "not asked" has no rows: only a session whose baseline was asked can be referred to
  FOREIGN KEY (session_id, asked) REFERENCES session(id, baseline_asked)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO "baseline" VALUES(1,1,1,'old_pain','blade.r',4,902302028);
INSERT INTO "baseline" VALUES(2,1,1,'numbness','foot_top.l',1,4241532563);
CREATE TABLE change ( -- one action of the patient = one transaction = one row; `label` names its kind
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  label   TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  undoes  INTEGER REFERENCES change(id) ON DELETE CASCADE,
  is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
  seal    INTEGER NOT NULL,
  CHECK ((kind = 'do') = (undoes IS NULL))
) STRICT;
INSERT INTO "change" VALUES(1,1772704800,'patient','do',NULL,0,2505491322);
INSERT INTO "change" VALUES(2,1772704860,'session','do',NULL,0,4051598900);
INSERT INTO "change" VALUES(3,1772704920,'session','do',NULL,0,3043423147);
INSERT INTO "change" VALUES(4,1772704980,'check_in','do',NULL,0,4001171934);
INSERT INTO "change" VALUES(5,1772705040,'check_in','do',NULL,0,581138624);
INSERT INTO "change" VALUES(6,1772705160,'answer','do',NULL,0,4284316798);
INSERT INTO "change" VALUES(7,1772705280,'answer','do',NULL,0,1255829143);
INSERT INTO "change" VALUES(8,1772705400,'answer','do',NULL,0,1494163601);
INSERT INTO "change" VALUES(9,1772705520,'answer','do',NULL,0,779395163);
INSERT INTO "change" VALUES(10,1772705580,'patient','do',NULL,0,210089301);
INSERT INTO "change" VALUES(11,1772705640,'check_in','do',NULL,0,656373390);
INSERT INTO "change" VALUES(12,1772705700,'check_in','do',NULL,0,1206640854);
INSERT INTO "change" VALUES(13,1772705760,'session','do',NULL,0,3768324901);
INSERT INTO "change" VALUES(14,1772705820,'session','undo',13,0,1429661222);
INSERT INTO "change" VALUES(15,1772705880,'check_in.delete','do',NULL,0,1743306326);
INSERT INTO "change" VALUES(16,1772705940,'check_in.delete','undo',15,0,472856288);
INSERT INTO "change" VALUES(17,1772706000,'check_in.delete','redo',16,0,2763614572);
INSERT INTO "change" VALUES(18,1772706060,'restore','do',NULL,0,3637425743);
INSERT INTO "change" VALUES(19,1772706120,'session.delete','do',NULL,0,2269982952);
INSERT INTO "change" VALUES(20,1772706180,'check_in.delete','do',NULL,0,114520933);
INSERT INTO "change" VALUES(21,1772706240,'check_in','do',NULL,0,2227235222);
INSERT INTO "change" VALUES(22,1772706300,'check_in.delete','do',NULL,0,3187529029);
INSERT INTO "change" VALUES(23,1772706360,'check_in.delete','undo',22,0,4072951608);
INSERT INTO "change" VALUES(24,1772706420,'check_in','undo',21,0,2185008405);
CREATE TABLE check_in (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE CHECK (uid <> '' AND length(uid) <= 64),
  
  felt        INTEGER NOT NULL,
  felt_wall        TEXT NOT NULL
    CHECK (substr(felt_wall, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(felt_wall, 1, 19), '+0 days'))
    CHECK (substr(felt_wall, 20) = '' OR substr(felt_wall, 20) GLOB '.[0-9][0-9][0-9][0-9][0-9][0-9]'),
  felt_offset INTEGER NOT NULL CHECK (felt_offset BETWEEN -86399 AND 86399)
    CHECK (felt = CAST(strftime('%s', substr(felt_wall, 1, 19)) AS INTEGER) - felt_offset),
  zone       TEXT NOT NULL,
  day        TEXT NOT NULL CHECK (day IS date(day, '+0 days'))
    CHECK (day = substr(felt_wall, 1, 10) OR day = date(substr(felt_wall, 1, 10), '-1 day')),
  entered    TEXT NOT NULL CHECK (entered IS NULL OR substr(entered, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(entered, 1, 19), '+0 days') AND entered GLOB '*[+-][0-9][0-9]:[0-9][0-9]'),
  red_asked TEXT NOT NULL CHECK (json_valid(red_asked)) CHECK (json_type(red_asked) = 'array'),
  none_of TEXT NOT NULL CHECK (json_valid(none_of)) CHECK (json_type(none_of) = 'array'),
  function TEXT NOT NULL CHECK (json_valid(function)) CHECK (json_type(function) = 'object'),
  medicines  TEXT NOT NULL CHECK (length(medicines) <= 20000),
  note       TEXT NOT NULL CHECK (length(note) <= 20000),
  edited     TEXT CHECK (edited IS NULL OR substr(edited, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(edited, 1, 19), '+0 days') AND edited GLOB '*[+-][0-9][0-9]:[0-9][0-9]'),
  seal       INTEGER NOT NULL
) STRICT;
INSERT INTO "check_in" VALUES(1,'c1',1772478000,'2026-03-02T19:00:00',0,'Europe/London','2026-03-02','2026-03-02T19:01:00+00:00','["bleeding","drop","rf_chest","rf_stroke"]','[]','{"lift_foot.l":2,"sleep":1}','paracetamol 2 × 500 mg','edited twice','2026-03-05T10:15:00+00:00',188493415);
INSERT INTO "check_in" VALUES(3,'c3',1772584200,'2026-03-04T00:30:00.250000',0,'Europe/London','2026-03-03','2026-03-05T00:30:00.250000+00:00','[]','[]','{}','','',NULL,1344521594);
CREATE TABLE observation (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  check_in_id INTEGER NOT NULL REFERENCES check_in(id) ON DELETE CASCADE,
  red         INTEGER NOT NULL CHECK (red IN (0, 1)),
  symptom     TEXT NOT NULL CHECK (symptom <> ''),
  place       TEXT NOT NULL,
  now         INTEGER NOT NULL CHECK (now IN (0, 1)),
  worst       INTEGER CHECK (worst BETWEEN 0 AND 10),
  change      TEXT CHECK (change IN ('better', 'same', 'worse')),
  since       TEXT CHECK (since IS NULL OR substr(since, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(since, 1, 19), '+0 days') AND since GLOB '*[+-][0-9][0-9]:[0-9][0-9]'),
  details TEXT NOT NULL CHECK (json_valid(details)) CHECK (json_type(details) = 'array'),
  seal        INTEGER NOT NULL,
  UNIQUE (check_in_id, symptom, place),
  CHECK (red = 0 OR (now = 1 AND worst IS NULL AND change IS NULL AND since IS NULL))
) STRICT;
INSERT INTO "observation" VALUES(8,3,0,'tingling','foot_top.l',1,NULL,'better',NULL,'[]',1527841965);
INSERT INTO "observation" VALUES(9,3,0,'numbness','foot_top.l',0,0,NULL,NULL,'[]',3808752890);
INSERT INTO "observation" VALUES(15,1,1,'rf_chest','',1,NULL,NULL,NULL,'[]',719998590);
INSERT INTO "observation" VALUES(16,1,1,'drop','foot_top.l',1,NULL,NULL,NULL,'["in_clinic","sudden"]',1333864819);
INSERT INTO "observation" VALUES(17,1,0,'soreness','trapezius_top.r',1,6,NULL,NULL,'[]',328519457);
INSERT INTO "observation" VALUES(18,1,0,'tingling','foot_top.l',1,2,'worse','2026-03-02T19:00:00+00:00','["breaks_sleep","wider_area"]',1845476024);
CREATE TABLE patient (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  name       TEXT NOT NULL,
  born       TEXT CHECK (born IS date(born, '+0 days')),
  conditions TEXT NOT NULL CHECK (json_valid(conditions)) CHECK (json_type(conditions) = 'array'),
  medicines  TEXT NOT NULL,
  allergies  TEXT NOT NULL,
  notes      TEXT NOT NULL,
  seal       INTEGER NOT NULL
) STRICT;
INSERT INTO "patient" VALUES(1,'Zoë 王 🌿','1984-02-29','["diabetes","blood_thinner"]','aspirin; 5 µg','nüsse','two
lines, ''quotes'' and \',2989741749);
CREATE TABLE revision ( -- one row before one write
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id INTEGER NOT NULL REFERENCES change(id) ON DELETE CASCADE,
  tbl       TEXT NOT NULL,
  row_id    INTEGER NOT NULL,
  op        TEXT NOT NULL CHECK (op IN ('I', 'U', 'D')),
  old       TEXT CHECK ((op = 'I') = (old IS NULL)) CHECK (old IS NULL OR json_valid(old))
) STRICT;
INSERT INTO "revision" VALUES(1,1,'patient',1,'I',NULL);
INSERT INTO "revision" VALUES(2,2,'session',1,'I',NULL);
INSERT INTO "revision" VALUES(3,2,'session_site',1,'I',NULL);
INSERT INTO "revision" VALUES(4,2,'session_site',2,'I',NULL);
INSERT INTO "revision" VALUES(5,2,'baseline',1,'I',NULL);
INSERT INTO "revision" VALUES(6,2,'baseline',2,'I',NULL);
INSERT INTO "revision" VALUES(7,3,'session',2,'I',NULL);
INSERT INTO "revision" VALUES(8,4,'check_in',1,'I',NULL);
INSERT INTO "revision" VALUES(9,4,'observation',1,'I',NULL);
INSERT INTO "revision" VALUES(10,4,'observation',2,'I',NULL);
INSERT INTO "revision" VALUES(11,4,'observation',3,'I',NULL);
INSERT INTO "revision" VALUES(12,4,'observation',4,'I',NULL);
INSERT INTO "revision" VALUES(13,4,'observation',5,'I',NULL);
INSERT INTO "revision" VALUES(14,4,'observation',6,'I',NULL);
INSERT INTO "revision" VALUES(15,5,'check_in',2,'I',NULL);
INSERT INTO "revision" VALUES(16,5,'observation',7,'I',NULL);
INSERT INTO "revision" VALUES(17,5,'check_in',3,'I',NULL);
INSERT INTO "revision" VALUES(18,5,'observation',8,'I',NULL);
INSERT INTO "revision" VALUES(19,5,'observation',9,'I',NULL);
INSERT INTO "revision" VALUES(20,6,'answer',1,'I',NULL);
INSERT INTO "revision" VALUES(21,7,'answer',2,'I',NULL);
INSERT INTO "revision" VALUES(22,8,'answer',3,'I',NULL);
INSERT INTO "revision" VALUES(23,9,'answer',4,'I',NULL);
INSERT INTO "revision" VALUES(24,10,'patient',1,'U','{"id":1,"name":"Zoë 王","born":null,"conditions":"[]","medicines":"","allergies":"","notes":"first","seal":2539778459}');
INSERT INTO "revision" VALUES(25,11,'check_in',1,'U','{"id":1,"uid":"c1","felt":1772478000,"felt_wall":"2026-03-02T19:00:00","felt_offset":0,"zone":"Europe/London","day":"2026-03-02","entered":"2026-03-02T19:01:00+00:00","red_asked":"[\"bleeding\",\"drop\",\"rf_chest\",\"rf_stroke\"]","none_of":"[]","function":"{\"lift_foot.l\":2,\"sleep\":1}","medicines":"paracetamol 2 × 500 mg","note":"schießt ins Bein; 痛い","edited":null,"seal":100895228}');
INSERT INTO "revision" VALUES(26,11,'observation',1,'D','{"id":1,"check_in_id":1,"red":1,"symptom":"rf_chest","place":"","now":1,"worst":null,"change":null,"since":null,"details":"[]","seal":719998590}');
INSERT INTO "revision" VALUES(27,11,'observation',2,'D','{"id":2,"check_in_id":1,"red":1,"symptom":"drop","place":"foot_top.l","now":1,"worst":null,"change":null,"since":null,"details":"[\"in_clinic\",\"sudden\"]","seal":1333864819}');
INSERT INTO "revision" VALUES(28,11,'observation',3,'D','{"id":3,"check_in_id":1,"red":0,"symptom":"soreness","place":"trapezius_top.r","now":1,"worst":6,"change":null,"since":null,"details":"[]","seal":328519457}');
INSERT INTO "revision" VALUES(29,11,'observation',4,'D','{"id":4,"check_in_id":1,"red":0,"symptom":"tingling","place":"foot_top.l","now":1,"worst":2,"change":"worse","since":"2026-03-02T19:00:00+00:00","details":"[\"breaks_sleep\",\"wider_area\"]","seal":1845476024}');
INSERT INTO "revision" VALUES(30,11,'observation',5,'D','{"id":5,"check_in_id":1,"red":0,"symptom":"electric","place":"hand_back.r","now":0,"worst":3,"change":null,"since":null,"details":"[]","seal":1284016172}');
INSERT INTO "revision" VALUES(31,11,'observation',6,'D','{"id":6,"check_in_id":1,"red":0,"symptom":"fever","place":"","now":1,"worst":null,"change":null,"since":null,"details":"[]","seal":2956743163}');
INSERT INTO "revision" VALUES(32,11,'observation',10,'I',NULL);
INSERT INTO "revision" VALUES(33,11,'observation',11,'I',NULL);
INSERT INTO "revision" VALUES(34,11,'observation',12,'I',NULL);
INSERT INTO "revision" VALUES(35,11,'observation',13,'I',NULL);
INSERT INTO "revision" VALUES(36,11,'observation',14,'I',NULL);
INSERT INTO "revision" VALUES(37,12,'check_in',1,'U','{"id":1,"uid":"c1","felt":1772478000,"felt_wall":"2026-03-02T19:00:00","felt_offset":0,"zone":"Europe/London","day":"2026-03-02","entered":"2026-03-02T19:01:00+00:00","red_asked":"[\"bleeding\",\"drop\",\"rf_chest\",\"rf_stroke\"]","none_of":"[]","function":"{\"lift_foot.l\":2,\"sleep\":1}","medicines":"paracetamol 2 × 500 mg","note":"edited","edited":"2026-03-05T10:14:00+00:00","seal":583691693}');
INSERT INTO "revision" VALUES(38,12,'observation',10,'D','{"id":10,"check_in_id":1,"red":1,"symptom":"rf_chest","place":"","now":1,"worst":null,"change":null,"since":null,"details":"[]","seal":719998590}');
INSERT INTO "revision" VALUES(39,12,'observation',11,'D','{"id":11,"check_in_id":1,"red":1,"symptom":"drop","place":"foot_top.l","now":1,"worst":null,"change":null,"since":null,"details":"[\"in_clinic\",\"sudden\"]","seal":1333864819}');
INSERT INTO "revision" VALUES(40,12,'observation',12,'D','{"id":12,"check_in_id":1,"red":0,"symptom":"tingling","place":"foot_top.l","now":1,"worst":2,"change":"worse","since":"2026-03-02T19:00:00+00:00","details":"[\"breaks_sleep\",\"wider_area\"]","seal":1845476024}');
INSERT INTO "revision" VALUES(41,12,'observation',13,'D','{"id":13,"check_in_id":1,"red":0,"symptom":"electric","place":"hand_back.r","now":0,"worst":3,"change":null,"since":null,"details":"[]","seal":1284016172}');
INSERT INTO "revision" VALUES(42,12,'observation',14,'D','{"id":14,"check_in_id":1,"red":0,"symptom":"fever","place":"","now":1,"worst":null,"change":null,"since":null,"details":"[]","seal":2956743163}');
INSERT INTO "revision" VALUES(43,12,'observation',15,'I',NULL);
INSERT INTO "revision" VALUES(44,12,'observation',16,'I',NULL);
INSERT INTO "revision" VALUES(45,12,'observation',17,'I',NULL);
INSERT INTO "revision" VALUES(46,12,'observation',18,'I',NULL);
INSERT INTO "revision" VALUES(47,13,'session',1,'U','{"id":1,"uid":"s1","ended":1772445600,"ended_wall":"2026-03-02T10:00:00","ended_offset":0,"zone":"Europe/London","ended_about":1,"practitioner_name":"K. Osei","practitioner_profession":"physiotherapist","practitioner_phone":"+44 1632 960 001","zap_felt":1,"zap_stopped":0,"zap_place":"hand_back.r","twitch":1,"baseline_asked":1,"note":"needled “deep” – 針","edited":null,"seal":2214287205}');
INSERT INTO "revision" VALUES(48,13,'session_site',1,'D','{"id":1,"session_id":1,"place":"trapezius_top.r","seal":4286981026}');
INSERT INTO "revision" VALUES(49,13,'session_site',2,'D','{"id":2,"session_id":1,"place":"low_back.l","seal":2176570734}');
INSERT INTO "revision" VALUES(50,13,'session_site',3,'I',NULL);
INSERT INTO "revision" VALUES(51,13,'baseline',1,'D','{"id":1,"session_id":1,"asked":1,"symptom":"old_pain","place":"blade.r","severity":4,"seal":902302028}');
INSERT INTO "revision" VALUES(52,13,'baseline',2,'D','{"id":2,"session_id":1,"asked":1,"symptom":"numbness","place":"foot_top.l","severity":1,"seal":4241532563}');
INSERT INTO "revision" VALUES(53,14,'baseline',2,'I',NULL);
INSERT INTO "revision" VALUES(54,14,'baseline',1,'I',NULL);
INSERT INTO "revision" VALUES(55,14,'session_site',3,'D','{"id":3,"session_id":1,"place":"trapezius_top.r","seal":4286981026}');
INSERT INTO "revision" VALUES(56,14,'session_site',2,'I',NULL);
INSERT INTO "revision" VALUES(57,14,'session_site',1,'I',NULL);
INSERT INTO "revision" VALUES(58,14,'session',1,'U','{"id":1,"uid":"s1","ended":1772445600,"ended_wall":"2026-03-02T10:00:00","ended_offset":0,"zone":"Europe/London","ended_about":1,"practitioner_name":"K. Osei","practitioner_profession":"physiotherapist","practitioner_phone":"+44 1632 960 001","zap_felt":1,"zap_stopped":0,"zap_place":"hand_back.r","twitch":1,"baseline_asked":0,"note":"edited","edited":"2026-03-05T10:16:00+00:00","seal":1450422084}');
INSERT INTO "revision" VALUES(59,15,'observation',8,'D','{"id":8,"check_in_id":3,"red":0,"symptom":"tingling","place":"foot_top.l","now":1,"worst":null,"change":"better","since":null,"details":"[]","seal":1527841965}');
INSERT INTO "revision" VALUES(60,15,'observation',9,'D','{"id":9,"check_in_id":3,"red":0,"symptom":"numbness","place":"foot_top.l","now":0,"worst":0,"change":null,"since":null,"details":"[]","seal":3808752890}');
INSERT INTO "revision" VALUES(61,15,'check_in',3,'D','{"id":3,"uid":"c3","felt":1772584200,"felt_wall":"2026-03-04T00:30:00.250000","felt_offset":0,"zone":"Europe/London","day":"2026-03-03","entered":"2026-03-05T00:30:00.250000+00:00","red_asked":"[]","none_of":"[]","function":"{}","medicines":"","note":"","edited":null,"seal":1344521594}');
INSERT INTO "revision" VALUES(62,16,'check_in',3,'I',NULL);
INSERT INTO "revision" VALUES(63,16,'observation',9,'I',NULL);
INSERT INTO "revision" VALUES(64,16,'observation',8,'I',NULL);
INSERT INTO "revision" VALUES(65,17,'observation',8,'D','{"id":8,"check_in_id":3,"red":0,"symptom":"tingling","place":"foot_top.l","now":1,"worst":null,"change":"better","since":null,"details":"[]","seal":1527841965}');
INSERT INTO "revision" VALUES(66,17,'observation',9,'D','{"id":9,"check_in_id":3,"red":0,"symptom":"numbness","place":"foot_top.l","now":0,"worst":0,"change":null,"since":null,"details":"[]","seal":3808752890}');
INSERT INTO "revision" VALUES(67,17,'check_in',3,'D','{"id":3,"uid":"c3","felt":1772584200,"felt_wall":"2026-03-04T00:30:00.250000","felt_offset":0,"zone":"Europe/London","day":"2026-03-03","entered":"2026-03-05T00:30:00.250000+00:00","red_asked":"[]","none_of":"[]","function":"{}","medicines":"","note":"","edited":null,"seal":1344521594}');
INSERT INTO "revision" VALUES(68,18,'check_in',3,'I',NULL);
INSERT INTO "revision" VALUES(69,18,'observation',8,'I',NULL);
INSERT INTO "revision" VALUES(70,18,'observation',9,'I',NULL);
INSERT INTO "revision" VALUES(71,19,'session',2,'D','{"id":2,"uid":"s2","ended":1772532000,"ended_wall":"2026-03-03T15:45:00.500000","ended_offset":20700,"zone":"Asia/Kathmandu","ended_about":0,"practitioner_name":"","practitioner_profession":"","practitioner_phone":"","zap_felt":null,"zap_stopped":null,"zap_place":null,"twitch":null,"baseline_asked":1,"note":"","edited":null,"seal":884014744}');
INSERT INTO "revision" VALUES(72,20,'observation',7,'D','{"id":7,"check_in_id":2,"red":0,"symptom":"soreness","place":"trapezius_top.r","now":1,"worst":0,"change":null,"since":null,"details":"[]","seal":330483492}');
INSERT INTO "revision" VALUES(73,20,'check_in',2,'D','{"id":2,"uid":"c2","felt":1772564400,"felt_wall":"2026-03-04T00:45:00","felt_offset":20700,"zone":"Asia/Kathmandu","day":"2026-03-04","entered":"2026-03-04T00:45:00+05:45","red_asked":"[\"drop\",\"rf_allergy\",\"rf_belly\",\"rf_calf\",\"rf_chest\",\"rf_head\",\"rf_limbs\",\"rf_needle\",\"rf_saddle\",\"rf_sepsis\",\"rf_stroke\",\"rf_tight\"]","none_of":"[\"general\",\"movement\",\"nerve\",\"skin\"]","function":"{}","medicines":"","note":"","edited":null,"seal":2079240878}');
INSERT INTO "revision" VALUES(74,21,'check_in',6,'I',NULL);
INSERT INTO "revision" VALUES(75,22,'check_in',6,'D','{"id":6,"uid":"c4","felt":1772584200,"felt_wall":"2026-03-04T00:30:00.250000","felt_offset":0,"zone":"Europe/London","day":"2026-03-04","entered":"2026-03-04T00:30:00.250000+00:00","red_asked":"[]","none_of":"[]","function":"{}","medicines":"","note":"","edited":null,"seal":1697468628}');
INSERT INTO "revision" VALUES(76,23,'check_in',6,'I',NULL);
INSERT INTO "revision" VALUES(77,24,'check_in',6,'D','{"id":6,"uid":"c4","felt":1772584200,"felt_wall":"2026-03-04T00:30:00.250000","felt_offset":0,"zone":"Europe/London","day":"2026-03-04","entered":"2026-03-04T00:30:00.250000+00:00","red_asked":"[]","none_of":"[]","function":"{}","medicines":"","note":"","edited":null,"seal":1697468628}');
CREATE TABLE session (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE CHECK (uid <> '' AND length(uid) <= 64),
  
  ended        INTEGER NOT NULL,
  ended_wall        TEXT NOT NULL
    CHECK (substr(ended_wall, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(ended_wall, 1, 19), '+0 days'))
    CHECK (substr(ended_wall, 20) = '' OR substr(ended_wall, 20) GLOB '.[0-9][0-9][0-9][0-9][0-9][0-9]'),
  ended_offset INTEGER NOT NULL CHECK (ended_offset BETWEEN -86399 AND 86399)
    CHECK (ended = CAST(strftime('%s', substr(ended_wall, 1, 19)) AS INTEGER) - ended_offset),
  zone        TEXT NOT NULL,
  ended_about INTEGER NOT NULL CHECK (ended_about IN (0, 1)),
  practitioner_name       TEXT NOT NULL,
  practitioner_profession TEXT NOT NULL,
  practitioner_phone      TEXT NOT NULL,
  zap_felt    INTEGER CHECK (zap_felt IN (0, 1)),
  zap_stopped INTEGER CHECK (zap_stopped IN (0, 1)),
  zap_place   TEXT,
  twitch      INTEGER CHECK (twitch IN (0, 1)),
  baseline_asked INTEGER NOT NULL CHECK (baseline_asked IN (0, 1)),
  note        TEXT NOT NULL CHECK (length(note) <= 20000),
  edited      TEXT CHECK (edited IS NULL OR substr(edited, 1, 19) IS strftime('%Y-%m-%dT%H:%M:%S', substr(edited, 1, 19), '+0 days') AND edited GLOB '*[+-][0-9][0-9]:[0-9][0-9]'),
  seal        INTEGER NOT NULL,
  UNIQUE (id, baseline_asked)
) STRICT;
INSERT INTO "session" VALUES(1,'s1',1772445600,'2026-03-02T10:00:00',0,'Europe/London',1,'K. Osei','physiotherapist','+44 1632 960 001',1,0,'hand_back.r',1,1,'needled “deep” – 針',NULL,2214287205);
CREATE TABLE session_site (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  place      TEXT NOT NULL CHECK (place <> ''),
  seal       INTEGER NOT NULL,
  UNIQUE (session_id, place)
) STRICT;
INSERT INTO "session_site" VALUES(1,1,'trapezius_top.r',4286981026);
INSERT INTO "session_site" VALUES(2,1,'low_back.l',2176570734);
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  seal  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "setting" VALUES('draft','{"note": "half a thought …"}',779304924);
INSERT INTO "setting" VALUES('emergency_number','112',89191330);
INSERT INTO "setting" VALUES('text_size','150',2111748940);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX change_open ON change(is_open) WHERE is_open = 1;
CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX revision_change ON revision(change_id);
CREATE INDEX revision_row ON revision(tbl, row_id);
CREATE TRIGGER audit_patient_i AFTER INSERT ON patient BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'patient', NEW.id, 'I', NULL);
END;
CREATE TRIGGER audit_patient_u AFTER UPDATE ON patient WHEN NOT (OLD.id IS NEW.id AND OLD.name IS NEW.name AND OLD.born IS NEW.born AND OLD.conditions IS NEW.conditions AND OLD.medicines IS NEW.medicines AND OLD.allergies IS NEW.allergies AND OLD.notes IS NEW.notes AND OLD.seal IS NEW.seal) BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'patient', OLD.id, 'U', json_object('id', OLD.id, 'name', OLD.name, 'born', OLD.born, 'conditions', OLD.conditions, 'medicines', OLD.medicines, 'allergies', OLD.allergies, 'notes', OLD.notes, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_patient_d AFTER DELETE ON patient BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'patient', OLD.id, 'D', json_object('id', OLD.id, 'name', OLD.name, 'born', OLD.born, 'conditions', OLD.conditions, 'medicines', OLD.medicines, 'allergies', OLD.allergies, 'notes', OLD.notes, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_session_i AFTER INSERT ON session BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'session', NEW.id, 'I', NULL);
END;
CREATE TRIGGER audit_session_u AFTER UPDATE ON session WHEN NOT (OLD.id IS NEW.id AND OLD.uid IS NEW.uid AND OLD.ended IS NEW.ended AND OLD.ended_wall IS NEW.ended_wall AND OLD.ended_offset IS NEW.ended_offset AND OLD.zone IS NEW.zone AND OLD.ended_about IS NEW.ended_about AND OLD.practitioner_name IS NEW.practitioner_name AND OLD.practitioner_profession IS NEW.practitioner_profession AND OLD.practitioner_phone IS NEW.practitioner_phone AND OLD.zap_felt IS NEW.zap_felt AND OLD.zap_stopped IS NEW.zap_stopped AND OLD.zap_place IS NEW.zap_place AND OLD.twitch IS NEW.twitch AND OLD.baseline_asked IS NEW.baseline_asked AND OLD.note IS NEW.note AND OLD.edited IS NEW.edited AND OLD.seal IS NEW.seal) BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'session', OLD.id, 'U', json_object('id', OLD.id, 'uid', OLD.uid, 'ended', OLD.ended, 'ended_wall', OLD.ended_wall, 'ended_offset', OLD.ended_offset, 'zone', OLD.zone, 'ended_about', OLD.ended_about, 'practitioner_name', OLD.practitioner_name, 'practitioner_profession', OLD.practitioner_profession, 'practitioner_phone', OLD.practitioner_phone, 'zap_felt', OLD.zap_felt, 'zap_stopped', OLD.zap_stopped, 'zap_place', OLD.zap_place, 'twitch', OLD.twitch, 'baseline_asked', OLD.baseline_asked, 'note', OLD.note, 'edited', OLD.edited, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_session_d AFTER DELETE ON session BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'session', OLD.id, 'D', json_object('id', OLD.id, 'uid', OLD.uid, 'ended', OLD.ended, 'ended_wall', OLD.ended_wall, 'ended_offset', OLD.ended_offset, 'zone', OLD.zone, 'ended_about', OLD.ended_about, 'practitioner_name', OLD.practitioner_name, 'practitioner_profession', OLD.practitioner_profession, 'practitioner_phone', OLD.practitioner_phone, 'zap_felt', OLD.zap_felt, 'zap_stopped', OLD.zap_stopped, 'zap_place', OLD.zap_place, 'twitch', OLD.twitch, 'baseline_asked', OLD.baseline_asked, 'note', OLD.note, 'edited', OLD.edited, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_session_site_i AFTER INSERT ON session_site BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'session_site', NEW.id, 'I', NULL);
END;
CREATE TRIGGER audit_session_site_u AFTER UPDATE ON session_site WHEN NOT (OLD.id IS NEW.id AND OLD.session_id IS NEW.session_id AND OLD.place IS NEW.place AND OLD.seal IS NEW.seal) BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'session_site', OLD.id, 'U', json_object('id', OLD.id, 'session_id', OLD.session_id, 'place', OLD.place, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_session_site_d AFTER DELETE ON session_site BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'session_site', OLD.id, 'D', json_object('id', OLD.id, 'session_id', OLD.session_id, 'place', OLD.place, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_baseline_i AFTER INSERT ON baseline BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'baseline', NEW.id, 'I', NULL);
END;
CREATE TRIGGER audit_baseline_u AFTER UPDATE ON baseline WHEN NOT (OLD.id IS NEW.id AND OLD.session_id IS NEW.session_id AND OLD.asked IS NEW.asked AND OLD.symptom IS NEW.symptom AND OLD.place IS NEW.place AND OLD.severity IS NEW.severity AND OLD.seal IS NEW.seal) BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'baseline', OLD.id, 'U', json_object('id', OLD.id, 'session_id', OLD.session_id, 'asked', OLD.asked, 'symptom', OLD.symptom, 'place', OLD.place, 'severity', OLD.severity, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_baseline_d AFTER DELETE ON baseline BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'baseline', OLD.id, 'D', json_object('id', OLD.id, 'session_id', OLD.session_id, 'asked', OLD.asked, 'symptom', OLD.symptom, 'place', OLD.place, 'severity', OLD.severity, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_check_in_i AFTER INSERT ON check_in BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'check_in', NEW.id, 'I', NULL);
END;
CREATE TRIGGER audit_check_in_u AFTER UPDATE ON check_in WHEN NOT (OLD.id IS NEW.id AND OLD.uid IS NEW.uid AND OLD.felt IS NEW.felt AND OLD.felt_wall IS NEW.felt_wall AND OLD.felt_offset IS NEW.felt_offset AND OLD.zone IS NEW.zone AND OLD.day IS NEW.day AND OLD.entered IS NEW.entered AND OLD.red_asked IS NEW.red_asked AND OLD.none_of IS NEW.none_of AND OLD.function IS NEW.function AND OLD.medicines IS NEW.medicines AND OLD.note IS NEW.note AND OLD.edited IS NEW.edited AND OLD.seal IS NEW.seal) BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'check_in', OLD.id, 'U', json_object('id', OLD.id, 'uid', OLD.uid, 'felt', OLD.felt, 'felt_wall', OLD.felt_wall, 'felt_offset', OLD.felt_offset, 'zone', OLD.zone, 'day', OLD.day, 'entered', OLD.entered, 'red_asked', OLD.red_asked, 'none_of', OLD.none_of, 'function', OLD.function, 'medicines', OLD.medicines, 'note', OLD.note, 'edited', OLD.edited, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_check_in_d AFTER DELETE ON check_in BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'check_in', OLD.id, 'D', json_object('id', OLD.id, 'uid', OLD.uid, 'felt', OLD.felt, 'felt_wall', OLD.felt_wall, 'felt_offset', OLD.felt_offset, 'zone', OLD.zone, 'day', OLD.day, 'entered', OLD.entered, 'red_asked', OLD.red_asked, 'none_of', OLD.none_of, 'function', OLD.function, 'medicines', OLD.medicines, 'note', OLD.note, 'edited', OLD.edited, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_observation_i AFTER INSERT ON observation BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'observation', NEW.id, 'I', NULL);
END;
CREATE TRIGGER audit_observation_u AFTER UPDATE ON observation WHEN NOT (OLD.id IS NEW.id AND OLD.check_in_id IS NEW.check_in_id AND OLD.red IS NEW.red AND OLD.symptom IS NEW.symptom AND OLD.place IS NEW.place AND OLD.now IS NEW.now AND OLD.worst IS NEW.worst AND OLD.change IS NEW.change AND OLD.since IS NEW.since AND OLD.details IS NEW.details AND OLD.seal IS NEW.seal) BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'observation', OLD.id, 'U', json_object('id', OLD.id, 'check_in_id', OLD.check_in_id, 'red', OLD.red, 'symptom', OLD.symptom, 'place', OLD.place, 'now', OLD.now, 'worst', OLD.worst, 'change', OLD.change, 'since', OLD.since, 'details', OLD.details, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_observation_d AFTER DELETE ON observation BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'observation', OLD.id, 'D', json_object('id', OLD.id, 'check_in_id', OLD.check_in_id, 'red', OLD.red, 'symptom', OLD.symptom, 'place', OLD.place, 'now', OLD.now, 'worst', OLD.worst, 'change', OLD.change, 'since', OLD.since, 'details', OLD.details, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_answer_i AFTER INSERT ON answer BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'answer', NEW.id, 'I', NULL);
END;
CREATE TRIGGER audit_answer_u AFTER UPDATE ON answer WHEN NOT (OLD.id IS NEW.id AND OLD.rule IS NEW.rule AND OLD.check_in IS NEW.check_in AND OLD.answered IS NEW.answered AND OLD.answered_wall IS NEW.answered_wall AND OLD.answered_offset IS NEW.answered_offset AND OLD.did IS NEW.did AND OLD.words IS NEW.words AND OLD.seal IS NEW.seal) BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'answer', OLD.id, 'U', json_object('id', OLD.id, 'rule', OLD.rule, 'check_in', OLD.check_in, 'answered', OLD.answered, 'answered_wall', OLD.answered_wall, 'answered_offset', OLD.answered_offset, 'did', OLD.did, 'words', OLD.words, 'seal', OLD.seal));
END;
CREATE TRIGGER audit_answer_d AFTER DELETE ON answer BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), 'answer', OLD.id, 'D', json_object('id', OLD.id, 'rule', OLD.rule, 'check_in', OLD.check_in, 'answered', OLD.answered, 'answered_wall', OLD.answered_wall, 'answered_offset', OLD.answered_offset, 'did', OLD.did, 'words', OLD.words, 'seal', OLD.seal));
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('change',24);
INSERT INTO "sqlite_sequence" VALUES('revision',77);
INSERT INTO "sqlite_sequence" VALUES('session',3);
INSERT INTO "sqlite_sequence" VALUES('session_site',3);
INSERT INTO "sqlite_sequence" VALUES('baseline',2);
INSERT INTO "sqlite_sequence" VALUES('check_in',6);
INSERT INTO "sqlite_sequence" VALUES('observation',18);
INSERT INTO "sqlite_sequence" VALUES('answer',4);
COMMIT;
