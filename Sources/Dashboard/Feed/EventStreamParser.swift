/// Reads server-sent events (the WHATWG's HTML standard, §9.2) from bytes, wherever they were cut.
///
/// One that is longer than the limit is passed over and told as ``Event/tooLong``. It does not reconnect and keeps no
/// last event id: who connects does.
struct EventStreamParser {
    enum Event: Equatable, Sendable {
        case message(id: String?, name: String, data: String)
        /// A comment: a sign of life.
        case comment
        case tooLong
    }

    /// Bytes of one event, its names and separators included.
    let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var name = ""
    private var id: String?
    private var size = 0
    private var isTooLong = false
    private var endsWithReturn = false
    private var isFirstLine = true

    init(limit: Int = 1 << 20) { self.limit = limit }

    /// The events that `bytes` complete.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n") where endsWithReturn:
                // The second half of a CRLF.
                endsWithReturn = false
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                endsWithReturn = byte == UInt8(ascii: "\r")
                if let event = endLine() { events.append(event) }
            default:
                endsWithReturn = false
                size += 1
                if size > limit {
                    isTooLong = true
                    line = []
                    data = []
                } else {
                    line.append(byte)
                }
            }
        }
        return events
    }

    private mutating func endLine() -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        // The end of a line that was too long is no empty line.
        if line.isEmpty, !isTooLong || size == 0 { return dispatch() }
        if isTooLong {
            size = 0
            return nil
        }
        if line[0] == UInt8(ascii: ":") {
            size -= line.count
            return .comment
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        field(String(decoding: line[..<colon], as: UTF8.self), value)
        return nil
    }

    private mutating func field(_ field: String, _ value: ArraySlice<UInt8>) {
        switch field {
        case "data":
            if hasData { data.append(UInt8(ascii: "\n")) }
            data.append(contentsOf: value)
            hasData = true
        case "event": name = String(decoding: value, as: UTF8.self)
        case "id": if !value.contains(0) { id = String(decoding: value, as: UTF8.self) }
        default: break
        }
    }

    private mutating func dispatch() -> Event? {
        defer {
            data = []
            hasData = false
            name = ""
            size = 0
            isTooLong = false
        }
        if isTooLong { return .tooLong }
        guard hasData else { return nil }
        return .message(id: id, name: name.isEmpty ? "message" : name, data: String(decoding: data, as: UTF8.self))
    }
}
