import Results
import TestSupport
import Testing

@testable import Dashboard

@Suite struct ViewPropertyTests {
    private static let sizes = [
        (0, 0), (1, 1), (2, 2), (5, 3), (3, 50), (10, 1), (40, 10), (80, 24), (119, 30), (121, 24), (200, 60),
        (500, 200),
    ]

    @Test(
        "whatever the state, the size and what servers say: the picture has its size and no control character",
        arguments: 0..<60
    )
    func anything(seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let (width, height) = Self.sizes[random.next(below: Self.sizes.count)]
        var state = try Self.state(width, height, &random)
        var now = Sample.start
        for _ in 0..<40 {
            now = now.advanced(by: .milliseconds(random.next(below: 30_000)))
            for effect in state.take(try Self.input(&random), at: now) {
                if case .ask(let question) = effect, let news = try Self.answer(question, &random) {
                    _ = state.take(.news(news), at: now)
                }
            }
            let picture = DashboardView.draw(state, at: now, isASCII: random.next(below: 2) == 0)
            state.scrollLimit = picture.scrollLimit
            #expect((picture.grid.width, picture.grid.height) == (max(0, state.width), max(0, state.height)))
            #expect(Self.isHarmless(picture.grid))
        }
    }

    @Test("a control character in a grid is found: the check above can fail")
    func twin() {
        let bytes = Array("a\u{1B}[2Jb".utf8)
        #expect(!Self.isHarmless(bytes))
    }

    /// What is sent to a terminal holds no control character but those of the diff.
    private static func isHarmless(_ grid: Grid) -> Bool {
        grid.cells.allSatisfy { cell in
            cell.isRightHalf || (cell.scalar >= 0x20 && !(0x7F...0x9F).contains(cell.scalar) && cell.scalar != 0x202E)
        } && isHarmless(grid.text.split(separator: "\n").flatMap { Array($0.utf8) })
    }

    private static func isHarmless(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }

    private static func state(_ width: Int, _ height: Int, _ random: inout Seeded) throws -> DashboardState {
        var state = DashboardState(
            address: HostileText.make(&random),
            width: width,
            height: height,
            now: Sample.start
        )
        if random.next(below: 5) > 0 { _ = state.take(.news(.status(try hostileStatus(&random))), at: Sample.start) }
        return state
    }

    private static func hostileStatus(_ random: inout Seeded) throws -> MonitorStatus {
        var status = try Sample.status(isFailing: random.next(below: 2) == 0)
        status.version = HostileText.make(&random)
        status.store?.error = HostileText.make(&random)
        status.configuration?.error = random.next(below: 2) == 0 ? HostileText.make(&random) : nil
        for _ in 0..<random.next(below: 100) {
            var probe = status.probes[random.next(below: 4)]
            probe.name = HostileText.make(&random)
            probe.target = HostileText.make(&random)
            probe.failure = .init(class: HostileText.make(&random), blame: nil, detail: HostileText.make(&random))
            probe.duration = Seconds(.microseconds(Int64(random.next(below: 1_000_000_000)) - 1_000))
            probe.since = WallTime(milliseconds: Int64(random.next(below: 1_000_000)) - 500_000)
            probe.state = ProbeState.allCases[random.next(below: 5)]
            status.probes.append(probe)
        }
        return status
    }

    private static func input(_ random: inout Seeded) throws -> DashboardInput {
        let keys: [Key] = [
            .up, .down, .enter, .escape, .pageDown, .end, .home, .tab, .backspace, .control("l"), .function(1),
        ]
        switch random.next(below: 10) {
        case 0: return .tick
        case 1: return .news(.lost(HostileText.make(&random)))
        case 2: return .news(.refused(HostileText.make(&random)))
        case 3: return .news(.result(try Sample.result(random.next(below: 20), isFailing: true)))
        case 4:
            let (width, height) = sizes[random.next(below: sizes.count)]
            return .resized(width: width, height: height)
        case 5, 6: return .key(keys[random.next(below: keys.count)])
        default:
            let letters = Array("jkhlgGro/p?a xZ日".unicodeScalars)
            return .key(.character(letters[random.next(below: letters.count)]))
        }
    }

    private static func answer(_ question: Question, _ random: inout Seeded) throws -> News? {
        switch question {
        case .status: return .status(try hostileStatus(&random))
        case .detail(let probe):
            var detail = try Sample.detail()
            detail.name = probe
            detail.events = [HostileText.make(&random): detail.phases?["run"] ?? .init()]
            return .detail(detail)
        case .results(let probe):
            return .results(probe: probe, try (0..<random.next(below: 30)).map { try hostileResult($0, &random) })
        case .run: return .run(try hostileResult(0, &random), Sample.transcript)
        case .alerts:
            var board = try Sample.alerts()
            board.alerts[0].reason = HostileText.make(&random)
            board.alerts[0].annotations = [HostileText.make(&random): HostileText.make(&random)]
            board.dead?[0].answer = HostileText.make(&random)
            return .alerts(board)
        case .runNow: return nil
        }
    }

    private static func hostileResult(_ index: Int, _ random: inout Seeded) throws -> ProbeResult {
        var result = try Sample.result(index, isFailing: random.next(below: 2) == 0)
        result.failure?.detail = HostileText.make(&random)
        result.events.append(
            EventRecord(event: HostileText.make(&random), at: .seconds(-5), gap: .seconds(random.next(below: 9)))
        )
        result.duration = .seconds(random.next(below: 100) - 3)
        return result
    }
}
