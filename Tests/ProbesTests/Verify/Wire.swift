import NIOCore
import Probes
import Transport

/// How a server in a test writes its events.
struct Wire: Sendable {
    /// The ways in which servers write times.
    enum Stamps: CaseIterable, Sendable {
        case none, seconds, milliseconds, offset, zulu, naive, twoKinds
    }

    var shape = EnvelopeShape.flat
    var stamps = Stamps.seconds
    /// Fields that every event carries.
    var common: JSONObject = ["run_id": "run-1", "thread_id": "thread-1", "user_id": "user-1"]
    /// Whether events have ids of their own.
    var numbersEvents = true

    /// One event in its envelope; `number` and `at` make its id and its time.
    func message(_ emission: Emission, number: Int, at: Duration) -> WebSocketMessage {
        .text(value(emission, number: number, at: at).text())
    }

    func value(_ emission: Emission, number: Int, at: Duration) -> JSONValue {
        var inner = common.members.filter { emission.fields[$0.name] == nil }
        if numbersEvents, emission.fields["event_id"] == nil {
            inner.append(.init("event_id", .string("event-\(number)")))
        }
        inner += emission.fields.members.filter { !$0.value.isNull }
        let (own, outer) = times(at)
        if let own, emission.fields["timestamp"] == nil { inner.append(.init("timestamp", own)) }
        let type = JSONObject.Member("type", .string(emission.name))
        switch shape {
        case .flat: return object([type] + inner)
        case .payload: return object([type, .init("payload", object(inner))])
        case .data: return object([type, .init("data", object(inner)), .init("timestamp", outer)])
        case .hybrid:
            let outside = inner.filter { Self.outside.contains($0.name) }
            let inside = inner.filter { !Self.outside.contains($0.name) }
            return object([type] + outside + [.init("data", object(inside))])
        case .system:
            return object([
                .init("type", "system_message"), .init("event", .string(emission.name)),
                .init("payload", object(inner)),
            ])
        case .nested:
            let data = object([.init("event", .string(emission.name)), .init("payload", object(inner))])
            return object([.init("type", "agent_progress"), .init("data", data)])
        case .batch:
            return object([.init("type", "event_batch"), .init("events", .array([object([type] + inner)]))])
        }
    }

    private static let outside = ["run_id", "thread_id", "user_id", "event_id", "agent_name", "tool_name"]

    private func object(_ members: [JSONObject.Member]) -> JSONValue { .object(JSONObject(members)) }

    /// The time inside the event, and the one that envelopes with a place for it carry.
    private func times(_ at: Duration) -> (JSONValue?, JSONValue) {
        let seconds = 1_769_860_800 + at / .seconds(1)
        let number = JSONNumber(seconds).map(JSONValue.number) ?? .null
        switch stamps {
        case .none: return (nil, .null)
        case .seconds: return (number, number)
        case .milliseconds: return (.number(JSONNumber(Int(seconds * 1000))), .null)
        case .offset: return (.string(Self.iso(at, "+00:00")), number)
        case .zulu: return (.string(Self.iso(at, "Z")), number)
        case .naive: return (.string(Self.iso(at, "")), number)
        case .twoKinds: return (.string(Self.iso(at, "+02:00", hour: 14)), number)
        }
    }

    private static func iso(_ at: Duration, _ zone: String, hour: Int = 12) -> String {
        let microseconds = Int(at / .microseconds(1))
        let second = "\(100 + microseconds / 1_000_000 % 60)".dropFirst()
        let minute = "\(100 + microseconds / 60_000_000)".dropFirst()
        return "2026-01-31T\(hour):\(minute):\(second).\("\(1_000_000 + microseconds % 1_000_000)".dropFirst())\(zone)"
    }
}

extension WebSocketMessage {
    static func text(_ text: String) -> WebSocketMessage {
        WebSocketMessage(kind: .text, payload: ByteBuffer(string: text))
    }
}
