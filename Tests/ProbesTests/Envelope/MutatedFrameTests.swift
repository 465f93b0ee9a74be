import NIOCore
import Probes
import TestSupport
import Testing

@Suite("Mutated frames")
struct MutatedFrameTests {
    private static let wires = EnvelopeShape.allCases.map { Wire(shape: $0) }

    /// Whether a message is an event frame, by the plain reader of JSON.
    private func isFrame(_ bytes: [UInt8]) -> Bool {
        guard let value = try? JSONValue(parsing: bytes) else { return false }
        guard value["type"]?.string == "event_batch", case .array(let items)? = value["events"] else {
            return isNamed(value)
        }
        return items.allSatisfy(isNamed)
    }

    private func isNamed(_ value: JSONValue) -> Bool { value["type"]?.string != nil || value["event"]?.string != nil }

    @Test(
        "no mutation of a frame crashes, and it is malformed exactly when it is no JSON object with a name",
        arguments: 0..<8
    )
    func mutations(seed: Int) {
        var random = RandomJSON(500 + seed)
        var malformed = 0
        for _ in 0..<300 {
            let wire = Self.wires[random.below(Self.wires.count)]
            let emission = Emission.golden[random.below(5)].with("extra", random.value())
            let frame = wire.value(emission, number: 1, at: .zero)
            var bytes = Array(random.text(frame).utf8)
            if random.below(4) > 0 { bytes = random.mutated(bytes) }
            // Text that is not UTF-8 never comes here: the connection is failed before.
            guard String(validating: bytes, as: UTF8.self) != nil else { continue }
            let reading = FrameReading.read(ByteBuffer(bytes: bytes), .agentRun)
            #expect((reading.defect == nil) == isFrame(bytes), "\(String(decoding: bytes, as: UTF8.self))")
            if reading.defect != nil { malformed += 1 }
            for event in reading.events {
                _ = (event.runID, event.agent, event.value("results"), event.value("extra"), event.isCalled("x"))
            }
        }
        #expect(malformed > 50)
    }

    @Test("a frame says the same, however its text is written", arguments: 0..<4)
    func spelling(seed: Int) throws {
        var random = RandomJSON(600 + seed)
        for _ in 0..<100 {
            let wire = Self.wires[random.below(Self.wires.count)]
            let extra = random.value()
            let emission = Emission.golden[3].with("results", extra)
            let frame = wire.value(emission, number: 7, at: .zero)
            let event = try #require(FrameReading.read(ByteBuffer(string: random.text(frame)), .agentRun).events.first)
            #expect(event.name == "tool_completed")
            #expect(event.shape == wire.shape)
            #expect(event.runID == "run-1")
            #expect(event.eventID == "event-7")
            #expect(event.tool == "search")
            #expect(event.value("results") == (extra.isNull ? nil : extra))
        }
    }
}
