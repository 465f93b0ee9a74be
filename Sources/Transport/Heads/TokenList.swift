import HTTPTypes

extension HTTPFields {
    /// The members of a comma-separated header, over all its lines (RFC 9110 §5.6.1).
    func tokens(_ name: HTTPField.Name) -> [String] {
        self[values: name].flatMap { value in
            value.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
        }
    }

    /// Whether a list header holds a member, in any case.
    func has(_ member: String, in name: HTTPField.Name) -> Bool {
        tokens(name).contains { $0.lowercased() == member }
    }

    /// Whether they say themselves which host is meant. HTTPTypes keeps the authority apart and has no name for it.
    var namesHost: Bool { contains { $0.name.canonicalName == "host" } }
}
