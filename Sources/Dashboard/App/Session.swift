import Transport

/// The loop between two takings of the terminal: input in, state on, picture out.
struct Session: Sendable {
    enum End: Sendable {
        case quit
        case suspended
        /// The program was stopped from outside and goes on: the terminal is taken anew.
        case continued
    }

    private static let longest = Duration.seconds(1)

    private(set) var state: DashboardState
    let isASCII: Bool
    let inquiries: Inquiries
    private var drawn: Instant?
    private var isDirty = true

    init(state: DashboardState, isASCII: Bool, inquiries: Inquiries) {
        self.state = state
        self.isASCII = isASCII
        self.inquiries = inquiries
    }

    mutating func resize(_ width: Int, _ height: Int) {
        _ = state.take(.resized(width: width, height: height), at: .now)
    }

    mutating func run(_ inputs: AsyncStream<AppInput>, on screen: TerminalScreen) async -> End {
        draw(on: screen)
        for await input in inputs {
            switch input {
            case .terminal(.key(let key)):
                if let end = take(.key(key), screen) { return end }
                draw(on: screen)
            case .terminal(.resized):
                let size = TerminalScope.size()
                _ = take(.resized(width: size.width, height: size.height), screen)
                draw(on: screen)
            case .terminal(.continued): return .continued
            case .terminal(.suspended): return .suspended
            case .terminal(.ended): return .quit
            case .news(let news):
                // A busy monitor is drawn as often as anybody can read.
                isDirty = true
                _ = take(.news(news), screen)
            case .tick:
                _ = take(.tick, screen)
                let isOld = drawn.map { $0.duration(to: .now) >= Self.longest } ?? true
                if isDirty || isOld { draw(on: screen) }
            }
        }
        return .quit
    }

    private mutating func take(_ input: DashboardInput, _ screen: TerminalScreen) -> End? {
        for effect in state.take(input, at: .now) {
            switch effect {
            case .ask(let question): inquiries.ask(question)
            case .redraw: screen.redraw()
            case .suspend: return .suspended
            case .quit: return .quit
            }
        }
        return nil
    }

    private mutating func draw(on screen: TerminalScreen) {
        let now = Instant.now
        let picture = DashboardView.draw(state, at: now, isASCII: isASCII)
        state.scrollLimit = picture.scrollLimit
        screen.show(picture.grid)
        drawn = now
        isDirty = false
    }
}
