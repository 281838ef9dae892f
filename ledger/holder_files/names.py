"""The names, streets and towns that a made-up holder file draws from. No person of these names is meant."""

GIVEN = (
    "JAMES", "MARY", "ROBERT", "PATRICIA", "MICHAEL", "LINDA", "WILLIAM", "BARBARA", "DAVID", "SUSAN", "JOSÉ", "RENÉE",
    "ANDRÉ", "ZOË", "BJÖRN", "SIÂN", "HÉLÈNE", "JÜRGEN", "MAGDALÉNA", "ŁUKASZ", "ÇİĞDEM", "ANAÏS", "SEÁN", "ÅSA",
    "HENRY", "ALICE", "GEORGE", "EDITH", "WALTER", "FLORENCE", "THOMAS", "EVELYN", "CHARLES", "DOROTHY", "NOËL", "INÊS",
)  # fmt: skip
INITIALS = "ABCDEFGHJKLMNPRSTW"
FAMILY = (
    "SMITH", "JOHNSON", "O'BRIEN", "GARCÍA", "MÜLLER", "DVOŘÁK", "ØSTERGAARD", "LEBLANC", "D'ANGELO",
    "FITZGERALD", "KOWALSKI", "MACLEOD", "VAN DER MEER", "PETERSSON", "ROSENBERG", "ABBOTT", "BAKER", "CHEN",
    "DE SOUSA", "NGUYỄN",
    "ERIKSEN", "FARRELL", "GOLDSTEIN", "HARRINGTON", "IVERSON", "JABLONSKI", "KEARNEY", "LÓPEZ-QUINTERO", "MCALLISTER",
    "NAKAMURA", "OYELARAN", "PEÑA", "QUIGLEY", "RAMÍREZ", "SZABÓ", "TREMBLAY", "UNDERHILL", "VILLASEÑOR", "WEISS",
    "YAMADA", "ZIELIŃSKI",
)  # fmt: skip
# Whole names in other scripts, each with the town and country it is mailed to.
FOREIGN_SCRIPTS = (
    ("ΓΕΩΡΓΙΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ", "ΛΕΩΦΟΡΟΣ ΑΜΑΛΙΑΣ 14", "ATHENS", "105 57", "GREECE"),
    ("ΕΛΕΝΗ ΚΑΡΑΜΑΝΛΗ", "ΟΔΟΣ ΕΡΜΟΥ 3", "THESSALONIKI", "546 25", "GREECE"),
    ("АННА СЕРГЕЕВНА ВОЛКОВА", "УЛ. ТВЕРСКАЯ 12", "MOSCOW", "125009", "RUSSIA"),
    ("ОЛЕКСАНДР ШЕВЧЕНКО", "ВУЛ. ХРЕЩАТИК 22", "KYIV", "01001", "UKRAINE"),
    ("محمد عبد الله الحسن", "شارع الملك فهد ١٢", "RIYADH", "11564", "SAUDI ARABIA"),
    ("ليلى الخطيب", "شارع الحمرا ٤", "BEIRUT", "1103", "LEBANON"),
    ("דוד בן־ארי", "רחוב דיזנגוף 50", "TEL AVIV", "64332", "ISRAEL"),
    ("רבקה לוי", "רחוב יפו 97", "JERUSALEM", "94340", "ISRAEL"),
    ("山田太郎", "千代田区丸の内1-1", "TOKYO", "100-0005", "JAPAN"),
    ("佐藤花子", "中区栄3-5", "NAGOYA", "460-0008", "JAPAN"),
    ("李小龙", "南京路100号", "SHANGHAI", "200001", "CHINA"),
    ("王秀英", "长安街1号", "BEIJING", "100006", "CHINA"),
    ("김민준", "세종대로 110", "SEOUL", "04524", "SOUTH KOREA"),
    ("राजेश कुमार शर्मा", "महात्मा गांधी मार्ग 7", "NEW DELHI", "110001", "INDIA"),
    ("प्रिया देशपांडे", "लक्ष्मी रोड 21", "PUNE", "411030", "INDIA"),
)
ABROAD = (
    ("221 KING STREET WEST", "TORONTO", "ON", "M5H 1K4", "CANADA"),
    ("1200 RUE SAINTE-CATHERINE O", "MONTRÉAL", "QC", "H3B 1K9", "CANADA"),
    ("7 CHEAPSIDE", "LONDON", "", "EC2V 6DN", "UNITED KINGDOM"),
    ("15 RUE DE LA PAIX", "PARIS", "", "75002", "FRANCE"),
    ("KÖNIGSALLEE 60", "DÜSSELDORF", "", "40212", "GERMANY"),
    ("BAHNHOFSTRASSE 21", "ZÜRICH", "", "8001", "SWITZERLAND"),
    ("CALLE DE ALCALÁ 45", "MADRID", "", "28014", "SPAIN"),
    ("ULICA NOWY ŚWIAT 6", "WARSZAWA", "", "00-400", "POLAND"),
)
STREETS = (
    "MAIN STREET", "ELM AVENUE", "OAK LANE", "CHESTNUT HILL ROAD", "LINCOLN PLACE", "HIGHLAND DRIVE", "BEACON STREET",
    "RIVER ROAD", "COUNTY ROUTE 9", "PARK AVENUE SOUTH", "SAINT JAMES COURT", "OLD MILL ROAD",
)  # fmt: skip
# City, state, first three digits of the ZIP code: those of New England and New Jersey begin with a zero.
TOWNS = (
    ("BOSTON", "MA", "021"), ("PROVIDENCE", "RI", "029"), ("NASHUA", "NH", "030"), ("PORTLAND", "ME", "041"),
    ("HARTFORD", "CT", "061"), ("NEWARK", "NJ", "071"), ("NEW YORK", "NY", "100"), ("ELMSFORD", "NY", "105"),
    ("PITTSBURGH", "PA", "152"), ("BALTIMORE", "MD", "212"), ("ATLANTA", "GA", "303"), ("MIAMI", "FL", "331"),
    ("CLEVELAND", "OH", "441"), ("CHICAGO", "IL", "606"), ("SAINT LOUIS", "MO", "631"), ("DALLAS", "TX", "752"),
    ("DENVER", "CO", "802"), ("PHOENIX", "AZ", "850"), ("LOS ANGELES", "CA", "900"), ("SEATTLE", "WA", "981"),
)  # fmt: skip
COMPANIES = (
    "HARBOR LIGHT",
    "BLUE RIDGE",
    "STERLING & VOSS",
    "CEDAR POINT",
    "TRI-COUNTY",
    "MERIDIAN",
    "OLD COLONY",
)
NOMINEES = ("PITT & CO", "HARE & CO", "GERLACH & CO", "FIDDLER & CO", "BRANT & CO", "MOORE & CO")
STATES = ("NY", "NJ", "CT", "MA", "FL", "CA", "PA", "TX")
