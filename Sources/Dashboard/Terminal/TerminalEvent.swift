/// What the terminal, or the system on its behalf, told.
enum TerminalEvent: Equatable, Sendable {
    case key(Key)
    case resized
    /// The program was stopped and goes on: whoever had the terminal meanwhile has left it in modes of its own.
    case continued
    /// Somebody wants the program to stop as Ctrl-Z does.
    case suspended
    /// Nobody is there any more.
    case ended
}
