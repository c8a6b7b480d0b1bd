/// Events and the ids that another implementation gives them.
enum GoldenIDs {
    static let lines: [(String, String)] = [
        (
            #"{"type": "person.introduced", "person": "ilya-sutskever", "name": "Ilya Sutskever", "#
                + #""names": [{"name": "伊尔亚·苏茨克维", "language": "zh"}]}"#,
            "c0ab380a28004b8375939331003c458e4169436475045bb940b2182b3ac1cf97"
        ),
        (
            #"{"type": "position.started", "date": "2023-11-17", "person": "mira-murati", "#
                + #""organization": "openai", "position": "Chief Executive Officer", "acting": true, "#
                + #""sources": [{"source": "byteailab-2024"}]}"#,
            "b4f58fe6e19a7863f4068f325a63819ac6da8e3c178e6cf991a1a8633d67af1e"
        ),
        (
            #"{"type": "position.held", "date": "2015-12/2024-05-14", "person": "ilya-sutskever", "#
                + #""organization": "openai", "position": "Chief Scientist", "order": -2, "#
                + #""sources": [{"source": "a", "locator": "p. 3", "quote": "\"Ciao\"\nbye"}, {"source": "b"}], "#
                + #""x": {"rank": 3, "é": 1.5}}"#,
            "800cdfba8553875a4b9cefb93f46b760448ee71b5cce9f22152dac8420c4dc7d"
        ),
        (
            #"{"type": "attribute.set", "date": "2023", "subject": "openai", "attribute": "headcount", "#
                + #""minimum": 700, "maximum": 770.5}"#,
            "a07baed5d1061a50d54f912c9208a2538fe38040c4449cdcace3de6ec10a3968"
        ),
        (
            #"{"type": "event.corrected", "#
                + #""event": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "#
                + #""replacement": {"type": "person.born", "date": "1985-12-08", "person": "a"}}"#,
            "5e809371d91bc2f78c89527a28de70dadd8288d77e2df7ef735695604ceecfba"
        ),
        (
            #"{"type": "x.mine", "date": "2020", "person": "a", "deep": {"z": [1, null, ""], "a": false}}"#,
            "afba5d42c1bb337d19462368944b769f4818f351591db1ee467634a34d17f686"
        ),
    ]
}
