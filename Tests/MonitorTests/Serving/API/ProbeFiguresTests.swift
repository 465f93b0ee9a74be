import FoundationEssentials
import Results
import Testing

@testable import Monitor

@Suite("How a probe did")
struct ProbeFiguresTests {
    private func result(connect: Int, first: Int, failed: Bool = false) -> ProbeResult {
        var result = failed ? Sample.failed(Finding(.connectionLost, detail: "closed")) : Sample.result()
        result.phases[.connect] = .milliseconds(connect)
        result.events = [
            EventRecord(event: "agent_started", at: .milliseconds(first), gap: .milliseconds(first)),
            EventRecord(event: "agent_started", at: .seconds(9), gap: .seconds(9)),
        ]
        return result
    }

    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONText.of(value), as: UTF8.self)
    }

    @Test("percentiles are times that were measured, by nearest rank, of the first event of each name")
    func spread() throws {
        let figures = ProbeFigures((1...100).map { result(connect: $0, first: 2 * $0, failed: $0 > 97) })
        #expect(
            try json(figures) == """
                {"events":{"agent_started":{"count":100,"max":0.2,"p50":0.1,"p95":0.19,"p99":0.198}},\
                "failures":{"connection_lost":3},\
                "phases":{"connect":{"count":100,"max":0.1,"p50":0.05,"p95":0.095,"p99":0.099}}}
                """
        )
    }

    @Test("of one run everything is that run, of none there is nothing")
    func few() throws {
        #expect(
            try json(ProbeFigures([result(connect: 5, first: 7)]).phases)
                == "{\"connect\":{\"count\":1,\"max\":0.005,\"p50\":0.005,\"p95\":0.005,\"p99\":0.005}}"
        )
        #expect(try json(ProbeFigures([])) == "{\"events\":{},\"failures\":{},\"phases\":{}}")
    }
}
