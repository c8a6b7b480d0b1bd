import Events

/// An event with all that is asked of it before it is recorded, made once: its bytes, its id, the ids that it uses.
struct PreparedEvent: Sendable {
    let content: EventContent
    /// Every id that has to be introduced, with the field that uses it.
    let uses: [EntityUse]

    var event: Event { content.event }
    var id: EventID { content.id }

    /// Prepares an event that was read and checked.
    init(_ event: Event) {
        let json = event.json
        content = EventContent(event, json: json)
        uses = EntityUse.uses(in: event, json: json)
    }

    /// Prepares an event made in Swift, which has to pass what an event read from JSON passes.
    init(validating event: Event) throws(EventError) {
        self.init(try event.validated())
    }
}
