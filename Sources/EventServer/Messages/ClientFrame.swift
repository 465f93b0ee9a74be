import NIOCore

/// The members of a client's message that mean something here; whatever has another type than it should is absent.
struct ClientFrame: Equatable {
    struct Body: Equatable {
        /// Under each name that was met, its text; nil where it is none. The first of several counts.
        fileprivate(set) var texts: [String: String?] = [:]

        subscript(_ names: String...) -> String? {
            names.lazy.compactMap { texts[$0] ?? nil }.first { !$0.isEmpty }
        }
    }

    /// Under these names stands what the server reads.
    private static let names: Set<String> = [
        "type", "event", "content", "message", "text", "user_request", "task", "run_id", "thread_id", "agent_name",
        "last_event_id",
    ]

    private(set) var top = Body()
    private(set) var payload: Body?

    /// The message itself where it has no payload.
    var body: Body { payload ?? top }

    /// Reads a message.
    ///
    /// - Throws: ``JSONWalk/Broken`` where it is no JSON object.
    init(_ bytes: ByteBuffer) throws(JSONWalk.Broken) {
        // Closures that take bytes pass no typed errors on.
        let read = bytes.withUnsafeReadableBytes { bytes -> (top: Body, payload: Body?)? in
            do throws(JSONWalk.Broken) {
                return try Self.read(bytes)
            } catch {
                return nil
            }
        }
        guard let read else { throw JSONWalk.Broken() }
        (top, payload) = read
    }

    private static func read(_ bytes: UnsafeRawBufferPointer) throws(JSONWalk.Broken) -> (top: Body, payload: Body?) {
        var walk = JSONWalk(bytes)
        var top = Body()
        // What is no object under one of these names is no payload, and the first of several counts here, too.
        var payload: Body??
        var data: Body??
        walk.skipSpace()
        try walk.object { walk, name throws(JSONWalk.Broken) in
            switch name {
            case "payload" where payload == nil: payload = .some(try inner(&walk))
            case "data" where data == nil: data = .some(try inner(&walk))
            default: try member(name, of: &walk, into: &top)
            }
        }
        walk.skipSpace()
        try walk.end()
        return (top, (payload ?? nil) ?? (data ?? nil))
    }

    private static func inner(_ walk: inout JSONWalk) throws(JSONWalk.Broken) -> Body? {
        guard walk.isAtObject else {
            try walk.skip()
            return nil
        }
        var body = Body()
        try walk.object { walk, name throws(JSONWalk.Broken) in try member(name, of: &walk, into: &body) }
        return body
    }

    private static func member(
        _ name: String,
        of walk: inout JSONWalk,
        into body: inout Body
    ) throws(JSONWalk.Broken) {
        guard names.contains(name), body.texts[name] == nil else { return try walk.skip() }
        // A number or an object where text belongs says nothing that could be answered.
        guard walk.isAtText else {
            body.texts.updateValue(nil, forKey: name)
            return try walk.skip()
        }
        body.texts.updateValue(try walk.text(), forKey: name)
    }
}
