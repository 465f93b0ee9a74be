import CShims
import Glibc
import Transport

/// The terminal while it is ours: raw, on its other screen, without a cursor. It comes back as it was at the end of the
/// scope, however it ends; a crash puts it back too (`Sources/CShims/Terminal.c`).
enum TerminalScope {
    // The other screen, no cursor, no new line behind the last column.
    static let greeting = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"
    static let farewell = "\u{1B}[?2026l\u{1B}[m\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

    /// Runs `body` with the screen of the terminal, whose keys and signals are given to `deliver` meanwhile, on a thread of
    /// their own.
    static func run<Value: Sendable>(
        look: TerminalLook,
        deliver: @escaping @Sendable (TerminalEvent) -> Void,
        body: (TerminalScreen) async -> Value
    ) async throws(TerminalError) -> Value {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        guard let reader = TerminalReader(input: STDIN_FILENO, deliver: deliver) else { throw .exhausted }
        let screen = TerminalScreen(output: STDOUT_FILENO, isColored: look.isColored)
        guard quintet_terminal_enter(STDIN_FILENO, STDOUT_FILENO, farewell) == 0 else { throw .refused }
        guard screen.start(greeting: greeting, farewell: farewell) else {
            quintet_terminal_leave()
            throw .exhausted
        }
        guard reader.start() else {
            await screen.close()
            quintet_terminal_leave()
            throw .exhausted
        }
        let value = await body(screen)
        await reader.close()
        await screen.close()
        quintet_terminal_leave()
        return value
    }

    /// Columns and rows; those of the oldest terminals when it does not say.
    static func size() -> (width: Int, height: Int) {
        var (columns, rows): (CInt, CInt) = (0, 0)
        guard quintet_terminal_size(STDOUT_FILENO, &columns, &rows) == 0 else { return (80, 24) }
        return (Int(columns), Int(rows))
    }

    /// Stops the program, and who was started with it, as Ctrl-Z does; returns when it goes on. To be called outside of the
    /// scope.
    static func stopUntilContinued() { kill(0, SIGTSTP) }
}
