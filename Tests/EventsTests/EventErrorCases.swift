/// Lines that are refused and what is said about each: the gallery of the vocabulary's error messages.
enum EventErrorCases {
    static let all: [EventErrorTests.Case] = wholeEvents + fields + dates + rules + assigned

    private typealias Case = EventErrorTests.Case

    private static let wholeEvents = [
        Case(
            #"[1]"#,
            .wrongType,
            #"an event is a JSON object, not a list"#),
        Case(
            #"{"date": "2020"}"#,
            .missingField,
            #"type: is missing; write what happened, such as position.started"#),
        Case(
            #"{"type": 3}"#,
            .wrongType,
            #"type: is a number, not text"#),
        Case(
            #"{"type": "position.stated"}"#,
            .unknownType,
            #"type: no type is called "position.stated"; did you mean position.started?"#),
        Case(
            #"{"type": "birthday"}"#,
            .unknownType,
            #"type: no type is called "birthday"; a type of your own begins with x."#),
        Case(
            #"{"type": "x.My Type"}"#,
            .unknownType,
            #"type: no type is called "x.My Type"; a type of your own is x. and words of a–z, 0–9, _ "#
                + #"and -, separated by dots"#),
        Case(
            #"{"type": "person.born", "v": 2, "date": "2000", "person": "a"}"#,
            .newerVersion,
            #"v: version 2 of person.born was made by a newer Annals; this one knows version 1; use a "#
                + #"newer Annals"#),
        Case(
            #"{"type": "person.born", "v": 0, "date": "2000", "person": "a"}"#,
            .badValue,
            #"v: is 0; it can be 1 to 9007199254740991"#),
    ]

    private static let fields = [
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""positon": "CEO"}"#,
            .unknownField,
            #"positon: position.started has no field of this name; did you mean position?"#),
        Case(
            #"{"type": "person.born", "date": "2000", "person": "a", "colour": "red"}"#,
            .unknownField,
            #"colour: person.born has no field of this name; it takes person, place, date, order, "#
                + #"sources, attributed_to, note, x, v"#),
        Case(
            #"{"type": "person.born", "date": "2000"}"#,
            .missingField,
            #"person: is missing; say who was born"#),
        Case(
            #"{"type": "person.born", "date": "2000", "person": ""}"#,
            .missingField,
            #"person: is missing; say who was born"#),
        Case(
            #"{"type": "person.born", "date": "2000", "person": 7}"#,
            .wrongType,
            #"person: is a number, not an id"#),
        Case(
            #"{"type": "person.born", "date": "2000", "person": "Ilya Sutskever"}"#,
            .badValue,
            #"person: "Ilya Sutskever" is not an id; write ilya-sutskever, or the id it has here"#),
        Case(
            #"{"type": "person.born", "date": "2000", "person": "伊尔亚"}"#,
            .badValue,
            #"person: "伊尔亚" is not an id; an id is 1 to 100 of a–z, 0–9 and -, such as ilya-sutskever"#),
        Case(
            #"{"type": "person.born", "date": "2000", "person": "nobody"}"#,
            .badValue,
            #"person: nobody can only be the person of a position; leave it out"#),
        Case(
            #"{"type": "person.introduced", "person": "unnamed", "name": "X"}"#,
            .badValue,
            #"person: unnamed can only be the person of a position; leave it out, or write who it was "#
                + #"in words"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""position": "  "}"#,
            .badValue,
            #"position: is blank; fill it in or leave it out"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""position": ["CEO"]}"#,
            .wrongType,
            #"position: is a list, not text"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""position": "CEO\u0007"}"#,
            .badValue,
            #"position: contains the control character U+0007; leave it out"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""position": "\u202eOEC"}"#,
            .badValue,
            #"position: contains the invisible character for writing direction U+202E; leave it out"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""kind": "execitive"}"#,
            .badValue,
            #"kind: "execitive" is none of the words it takes; did you mean executive? It takes "#
                + #"executive, board, member, employee, office, advisor, student, other"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "how": "#
                + #""by magic"}"#,
            .badValue,
            #"how: "by magic" is none of the words it takes; it takes appointed, elected, hired, "#
                + #"promoted, succeeded, reinstated, other"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""acting": "yes"}"#,
            .wrongType,
            #"acting: is text, not true or false"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""succeeds": "Sam"}"#,
            .badValue,
            #"succeeds: "Sam" is not an id; write sam, or the id it has here"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""order": 1.5}"#,
            .badValue,
            #"order: is not a whole number"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""order": "1"}"#,
            .wrongType,
            #"order: is text, not a whole number"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""sources": "a"}"#,
            .wrongType,
            #"sources: is text, not a list; put it in square brackets"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""sources": ["a", {"locator": "p. 1"}]}"#,
            .missingField,
            #"sources[1].source: is missing; say the source's id"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""sources": [{"source": "A"}]}"#,
            .badValue,
            #"sources[0].source: "A" is not an id; write a, or the id it has here"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""sources": [{"source": "a", "page": 3}]}"#,
            .unknownField,
            #"sources[0].page: a source has no field of this name; it takes source, locator, quote"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""sources": [3]}"#,
            .wrongType,
            #"sources[0]: is a number, not an object of source, locator, quote"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "x": "#
                + #""rank"}"#,
            .wrongType,
            #"x: is text, not an object"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "x": "#
                + #"{"a": {"b": ["\u0000"]}}}"#,
            .badValue,
            #"x.a.b[0]: contains the control character U+0000; leave it out"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "x": "#
                + #"{"\u00e9": 1, "e\u0301": 2}}"#,
            .badValue,
            #"x.e\#u{301}: stands twice, in two spellings of the same characters; leave one out"#),
        Case(
            #"{"type": "person.introduced", "person": "a", "name": "A", "names": [{"name": "B"}, "#
                + #"{"language": "zh"}]}"#,
            .missingField,
            #"names[1].name: is missing; say the name, in any script"#),
        Case(
            #"{"type": "person.introduced", "person": "a", "name": "A", "names": ["B"]}"#,
            .wrongType,
            #"names[0]: is text, not an object of name, language, kind"#),
        Case(
            #"{"type": "organization.founded", "date": "2000", "organization": "o", "founders": ["a", "#
                + #"""]}"#,
            .badValue,
            #"founders[1]: is empty; leave it out"#),
        Case(
            #"{"type": "organization.founded", "date": "2000", "organization": "o", "from": ["p", "Q "#
                + #"R"]}"#,
            .badValue,
            #"from[1]: "Q R" is not an id; write q-r, or the id it has here"#),
        Case(
            #"{"type": "post.created", "date": "2000", "organization": "o", "position": "CEO", "#
                + #""seats": 0}"#,
            .badValue,
            #"seats: is 0; it can be 1 to 10000"#),
        Case(
            #"{"type": "attribute.set", "date": "2000", "subject": "o", "attribute": "a", "value": "#
                + #"[[1]]}"#,
            .wrongType,
            #"value[0]: is a list, not text, a number or a list of them"#),
        Case(
            #"{"type": "attribute.set", "date": "2000", "subject": "o", "attribute": "a", "minimum": "#
                + #""1,000"}"#,
            .wrongType,
            #"minimum: is text, not a number; write it without quotes or separators"#),
        Case(
            #"{"type": "event.retracted", "event": "ABC", "reason": "r"}"#,
            .badValue,
            #"event: "ABC" is not an event's id; write the 64 hexadecimal digits in lower case"#),
        Case(
            #"{"type": "event.redacted", "seq": 0, "reason": "r"}"#,
            .badValue,
            #"seq: is 0; it can be 1 to 9007199254740991"#),
    ]

    private static let dates = [
        Case(
            #"{"type": "position.started", "person": "a", "organization": "o"}"#,
            .missingField,
            #"date: is missing; write when it happened; where the source does not say, [..D] with the "#
                + #"day D on which the source came out, or XXXX"#),
        Case(
            #"{"type": "person.introduced", "person": "a", "name": "A", "date": "2000"}"#,
            .badDate,
            #"date: person.introduced has no world date; leave it out"#),
        Case(
            #"{"type": "event.retracted", "event": "#
                + #""0000000000000000000000000000000000000000000000000000000000000000", "reason": "r", "#
                + #""date": "2000"}"#,
            .badDate,
            #"date: event.retracted has no world date; leave it out"#),
        Case(
            #"{"type": "position.started", "date": 2015, "person": "a", "organization": "o"}"#,
            .wrongType,
            #"date: is a number, not text; write "2015-12""#),
        Case(
            #"{"type": "position.started", "date": "2015/2016", "person": "a", "organization": "o"}"#,
            .badDate,
            #"date: 2015/2016 is an interval; position.started takes a moment; say it with "#
                + #"position.held, or give the moment"#),
        Case(
            #"{"type": "person.born", "date": "2015/2016", "person": "a"}"#,
            .badDate,
            #"date: 2015/2016 is an interval; person.born takes a moment; give the moment, or the "#
                + #"moments it can be as [a..b]"#),
        Case(
            #"{"type": "position.held", "date": "{2015,2016}", "person": "a", "organization": "o"}"#,
            .badDate,
            #"date: {2015,2016} means all of its dates; position.held takes one; say it with "#
                + #"position.held for an interval, or with one event for each date"#),
    ]

    private static let rules = [
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""succeeds": "a"}"#,
            .conflict,
            #"succeeds: is the person itself"#),
        Case(
            #"{"type": "position.started", "date": "2020", "person": "a", "organization": "o", "#
                + #""reports_to": "a"}"#,
            .conflict,
            #"reports_to: is the person itself"#),
        Case(
            #"{"type": "organization.introduced", "organization": "o", "name": "O", "parent": "o"}"#,
            .conflict,
            #"parent: is the organization itself"#),
        Case(
            #"{"type": "organization.transferred", "date": "2000", "organization": "o", "parent": "o"}"#,
            .conflict,
            #"parent: is the organization itself"#),
        Case(
            #"{"type": "organization.acquired", "date": "2000", "organization": "o", "by": "o"}"#,
            .conflict,
            #"by: is the organization itself"#),
        Case(
            #"{"type": "organization.founded", "date": "2000", "organization": "o", "founders": ["o"]}"#,
            .conflict,
            #"founders: hold the organization itself"#),
        Case(
            #"{"type": "organization.dissolved", "date": "2000", "organization": "o", "into": ["p", "#
                + #""o"]}"#,
            .conflict,
            #"into: holds the organization itself"#),
        Case(
            #"{"type": "post.created", "date": "2000", "organization": "o", "kind": "executive"}"#,
            .missingField,
            #"position: is missing; give position or post"#),
        Case(
            #"{"type": "post.created", "date": "2000", "organization": "o", "post": "p", "#
                + #""reports_to": "p"}"#,
            .conflict,
            #"reports_to: is the post itself"#),
        Case(
            #"{"type": "attribute.set", "date": "2000", "subject": "o", "attribute": "a"}"#,
            .missingField,
            #"value: is missing; give value or minimum or maximum"#),
        Case(
            #"{"type": "attribute.set", "date": "2000", "subject": "o", "attribute": "a", "value": 1, "#
                + #""maximum": 2}"#,
            .conflict,
            #"value: stands beside minimum or maximum; give the value, or what it is at least and at "#
                + #"most"#),
        Case(
            #"{"type": "relation.held", "date": "2000", "subject": "o", "relation": "owner", "#
                + #""object": "p", "minimum": 2, "maximum": 1}"#,
            .conflict,
            #"maximum: is less than minimum; swap them"#),
        Case(
            #"{"type": "relation.held", "date": "2000", "subject": "o", "relation": "owner", "#
                + #""object": "o"}"#,
            .conflict,
            #"object: is the subject itself"#),
        Case(
            #"{"type": "entity.merged", "from": "a", "into": "a"}"#,
            .conflict,
            #"into: is the same id as from"#),
        Case(
            #"{"type": "event.corrected", "event": "#
                + #""0000000000000000000000000000000000000000000000000000000000000000", "replacement": "#
                + #"{"type": "event.retracted", "event": "#
                + #""1111111111111111111111111111111111111111111111111111111111111111", "reason": "r"}}"#,
            .conflict,
            #"replacement.type: event.retracted cannot replace an event; correct the original again, "#
                + #"or retract the correction"#),
        Case(
            #"{"type": "event.corrected", "event": "#
                + #""0000000000000000000000000000000000000000000000000000000000000000", "replacement": "#
                + #"{"type": "person.born", "date": "2000"}}"#,
            .missingField,
            #"replacement.person: is missing; say who was born"#),
        Case(
            #"{"type": "event.corrected", "event": "#
                + #""0000000000000000000000000000000000000000000000000000000000000000", "replacement": "#
                + #"{"type": "person.born", "date": "2000", "person": "a", "id": "x"}}"#,
            .assignedField,
            #"replacement.id: is assigned by the ledger; leave it out"#),
    ]

    private static let assigned = [
        Case(
            #"{"type": "person.born", "date": "2000", "person": "a", "id": "12"}"#,
            .badValue,
            #"id: "12" is not an event's id; write the 64 hexadecimal digits in lower case"#)
    ]
}
