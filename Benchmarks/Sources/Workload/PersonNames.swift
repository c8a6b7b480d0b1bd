/// Names of people, one in ten of them not in ASCII.
enum PersonNames {
    private static let given = [
        "Ada", "Alan", "Alice", "Amara", "Andrew", "Anna", "Arthur", "Barbara", "Benjamin", "Carl", "Catherine",
        "Charles", "Clara", "Daniel", "David", "Diana", "Edith", "Edward", "Elena", "Elizabeth", "Emma", "Eric",
        "Esther", "Eva", "Felix", "Frances", "Frank", "George", "Grace", "Harold", "Helen", "Henry", "Hugo", "Ingrid",
        "Irene", "Isaac", "James", "Jane", "John", "Joseph", "Julia", "Karl", "Laura", "Leo", "Louis", "Lucy",
        "Margaret", "Maria", "Martin", "Mary", "Michael", "Nadia", "Nina", "Nora", "Oscar", "Paul", "Peter", "Priya",
        "Rachel", "Richard", "Robert", "Rosa", "Ruth", "Samuel", "Sarah", "Simon", "Sofia", "Stephen", "Susan",
        "Thomas", "Victor", "Walter", "William", "Yusuf",
    ]
    private static let family = [
        "Abbott", "Adams", "Allen", "Andrews", "Bailey", "Baker", "Barnes", "Becker", "Bell", "Bennett", "Berg",
        "Brooks", "Brown", "Butler", "Campbell", "Carter", "Clark", "Cohen", "Collins", "Cooper", "Cruz", "Davies",
        "Diaz", "Edwards", "Evans", "Fischer", "Fisher", "Fleming", "Foster", "Garcia", "Gibson", "Gordon", "Graham",
        "Grant", "Green", "Hall", "Hamilton", "Harris", "Hart", "Hoffmann", "Holmes", "Hughes", "Hunter", "Ivanov",
        "Jackson", "Jansen", "Johnson", "Jones", "Kaplan", "Kelly", "Khan", "King", "Klein", "Kumar", "Lambert",
        "Larsen", "Lee", "Lewis", "Lopez", "Marsh", "Martinez", "Mason", "Meyer", "Mills", "Mitchell", "Moore",
        "Morgan", "Murphy", "Nelson", "Novak", "Okafor", "Olsen", "Owens", "Palmer", "Park", "Parker", "Patel",
        "Perry", "Phillips", "Quinn", "Reed", "Rivera", "Roberts", "Rossi", "Sanders", "Sato", "Schmidt", "Scott",
        "Shaw", "Silva", "Singh", "Smith", "Stone", "Suzuki", "Taylor", "Turner", "Vance", "Wagner", "Walker", "Ward",
        "Watson", "Weber", "White", "Wilson", "Wright", "Young", "Zhang", "Zimmermann",
    ]
    private static let elsewhere: [(given: [String], family: [String], separator: String)] = [
        (
            ["André", "Björn", "Çağla", "Đorđe", "Éloïse", "François", "Gülşen", "Jürgen", "Łukasz", "Zoë"],
            [
                "Åström", "Böhm", "Çelik", "Dvořák", "García Núñez", "Hâncu", "Kovačević", "Müller", "Nguyễn",
                "Østergård",
            ],
            " "
        ),
        (
            ["Анна", "Борис", "Дмитро", "Елена", "Иван", "Ольга", "Сергей", "Татьяна"],
            ["Волков", "Иваненко", "Кузнецов", "Петров", "Смирнов", "Соколов", "Шевченко"], " "
        ),
        (
            ["伟", "芳", "秀英", "敏", "静", "建国", "晓明"], ["王", "李", "张", "刘", "陈", "杨", "欧阳"], ""
        ),
        (
            ["Γεώργιος", "Ελένη", "Κωνσταντίνος", "Μαρία", "Νίκος"],
            ["Παπαδόπουλος", "Γεωργίου", "Νικολαΐδης", "Οικονόμου"], " "
        ),
    ]

    static func name(_ draw: inout Draw) -> String {
        if draw.chance(900) { return draw.pick(given) + " " + draw.pick(family) }
        let table = elsewhere[draw.weighted([5, 2, 2, 1])]
        let (given, family) = (draw.pick(table.given), draw.pick(table.family))
        // Where nothing stands between the parts of a name, the family's comes first.
        return table.separator.isEmpty ? family + given : given + table.separator + family
    }
}
