extension JSONPath {
    /// What stands at the path in the frame's fields; nil where there is nothing.
    func value(in frame: EventFrame) -> JSONValue? {
        guard case .member(let field) = steps.first else { return nil }
        return frame.value(field).flatMap { value(in: $0, from: 1) }
    }
}
