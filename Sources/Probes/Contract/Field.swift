/// A field that frames are read for: what it is called, and the slots under which its values are noted, one for each
/// of its names in the order in which they are looked for.
struct Field: Sendable, Equatable {
    let name: String
    let slots: [Int16]
}

/// The fields that every frame is read for.
struct CommonFields: Sendable, Equatable {
    let run: Field
    let thread: Field
    let user: Field
    let event: Field
    let connection: Field
    let trace: Field
    let agent: Field
    let tool: Field
    let execution: Field
    let timestamp: Field

    /// - Parameter field: gives the slots of a family.
    init(_ field: (FieldFamily) -> Field) {
        run = field(.runID)
        thread = field(.threadID)
        user = field(.userID)
        event = field(.eventID)
        connection = field(.connectionID)
        trace = field(.traceID)
        agent = field(.agent)
        tool = field(.tool)
        execution = field(.execution)
        timestamp = field(.timestamp)
    }
}
