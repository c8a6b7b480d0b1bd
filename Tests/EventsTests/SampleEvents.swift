import Events

/// One event of each type with every field of the type filled in, in normal form.
enum SampleEvents {
    static let full: [String] = [
        #"{"type": "person.introduced", "person": "ilya-sutskever", "name": "Ilya Sutskever", "#
            + #""names": [{"name": "伊尔亚·苏茨克维", "language": "zh", "kind": "transliteration"}, {"name": "Илья"}], "#
            + #""identifiers": [{"scheme": "wikidata", "identifier": "Q21712134"}]}"#,
        #"{"type": "person.born", "date": "1986", "person": "ilya-sutskever", "place": "Gorky"}"#,
        #"{"type": "person.died", "date": "[..2020-03]", "person": "a", "place": "Zürich"}"#,
        #"{"type": "person.renamed", "date": "1990-05-01", "person": "a", "name": "B"}"#,
        #"{"type": "organization.introduced", "organization": "openai", "name": "OpenAI", "#
            + #""names": [{"name": "Open AI"}], "kind": "company", "parent": "openai-inc", "#
            + #""identifiers": [{"scheme": "lei", "identifier": "1"}]}"#,
        #"{"type": "organization.founded", "date": "2015-12", "organization": "openai", "#
            + #""founders": ["ilya-sutskever", "Three others"], "from": ["google"]}"#,
        #"{"type": "organization.renamed", "date": "2021", "organization": "facebook", "name": "Meta"}"#,
        #"{"type": "organization.acquired", "date": "2013-03", "organization": "dnnresearch", "by": "google"}"#,
        #"{"type": "organization.dissolved", "date": "2013", "organization": "dnnresearch", "into": ["google"]}"#,
        #"{"type": "organization.transferred", "date": "2023", "organization": "brain", "parent": "deepmind"}"#,
        #"{"type": "post.created", "date": "2019", "post": "openai-ceo", "organization": "openai", "#
            + #""position": "CEO", "names": [{"name": "Chief Executive Officer"}], "kind": "executive", "seats": 2, "#
            + #""area": "all", "reports_to": "openai-chair"}"#,
        #"{"type": "post.changed", "date": "2020", "post": "openai-ceo", "organization": "openai", "#
            + #""position": "Chief", "names": [{"name": "C"}], "kind": "office", "seats": 1, "area": "b", "#
            + #""reports_to": "Chair"}"#,
        #"{"type": "post.abolished", "date": "2021", "post": "openai-ceo", "organization": "openai", "position": "X"}"#,
        #"{"type": "position.started", "date": "2023-11-17", "person": "mira-murati", "organization": "openai", "#
            + #""position": "CEO", "post": "openai-ceo", "kind": "executive", "area": "a", "on_behalf_of": "staff", "#
            + #""how": "appointed", "by": "The board", "acting": true, "reports_to": "board", "#
            + #""succeeds": "sam-altman"}"#,
        #"{"type": "position.ended", "date": "2023-11-17", "person": "sam-altman", "organization": "openai", "#
            + #""position": "CEO", "post": "openai-ceo", "kind": "executive", "how": "term_ended", "by": "board"}"#,
        #"{"type": "position.held", "date": "2015-12/2024-05-14", "person": "ilya-sutskever", "#
            + #""organization": "openai", "position": "Chief Scientist", "post": "p", "kind": "executive", "area": "a", "#
            + #""on_behalf_of": "b", "by": "c", "acting": true, "reports_to": "President", "succeeds": "d", "#
            + #""how_started": "hired", "how_ended": "resigned"}"#,
        #"{"type": "award.received", "date": "2012", "person": "ilya-sutskever", "award": "PhD", "kind": "degree", "#
            + #""field": "computer science", "by": "university-of-toronto"}"#,
        #"{"type": "work.published", "date": "2012", "work": "alexnet", "title": "ImageNet classification", "#
            + #""kind": "paper", "authors": ["alex-krizhevsky", "Ilya S."], "organization": "u-of-t"}"#,
        #"{"type": "statement.made", "date": "2024-05-15T07:00+08:00", "speaker": "ilya-sutskever", "#
            + #""audience": ["the public"], "about": ["openai", "GPT-4"], "summary": "I leave.\nGoodbye.", "#
            + #""channel": "X"}"#,
        #"{"type": "occasion.held", "date": "2023-11-17/2023-11-21", "title": "Board meeting", "kind": "meeting", "#
            + #""participants": ["sam-altman", "the board"], "organizations": ["openai"], "place": "San Francisco", "#
            + #""channel": "Google Meet", "summary": "He was dismissed."}"#,
        #"{"type": "attribute.set", "date": "2023", "subject": "openai", "attribute": "industry", "#
            + #""value": ["AI", 1.5, "research"], "unit": "u"}"#,
        #"{"type": "relation.held", "date": "2019/..", "subject": "microsoft", "relation": "owner", "#
            + #""object": "openai", "minimum": 25, "maximum": 49, "unit": "%"}"#,
        #"{"type": "source.added", "source": "byteailab-2024", "title": "重磅消息", "url": "https://example.org/a?b=c", "#
            + #""publisher": "ByteAILab", "author": "GPTNB", "published": "2024-05-16", "language": "zh", "#
            + #""accessed": "2024-06-01"}"#,
        #"{"type": "event.corrected", "event": "\#(eventID)", "replacement": {"type": "person.born", "#
            + #""date": "1985", "person": "a"}}"#,
        #"{"type": "event.retracted", "event": "\#(eventID)", "reason": "A mistake.\n\tTwice."}"#,
        #"{"type": "source.distrusted", "source": "tabloid", "reason": "Invented."}"#,
        #"{"type": "entity.merged", "from": "i-sutskever", "into": "ilya-sutskever"}"#,
        #"{"type": "event.redacted", "seq": 12, "reason": "Privacy.", "kept": {"id": "\#(eventID)", "#
            + #""type": "event.redacted", "redacts": 3, "kept": {"type": "event.retracted", "event": "\#(eventID)", "#
            + #""sources": ["s", "t"]}}}"#,
        #"{"type": "x.wikidata.rank", "date": "2020/2021", "person": "a", "rank": {"level": [3, null, ""]}}"#,
    ]

    /// What the common fields look like when each is given.
    static let common =
        #"{"type": "person.born", "date": "1986-12-08", "person": "a", "order": -3, "#
        + #""sources": [{"source": "s", "locator": "p. 3", "quote": "He \"said\""}], "attributed_to": "Some paper", "#
        + #""note": "A note", "x": {"rank": 3, "grade": {"a": [1, null, ""]}}}"#

    static let eventID = String(repeating: "0123456789abcdef", count: 4)

    static func event(_ line: String) throws -> Event {
        try Event(json: JSONReader.parse(line))
    }
}
