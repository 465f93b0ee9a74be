/// What the dashboard's loop is woken by.
enum AppInput: Sendable {
    case terminal(TerminalEvent)
    case news(News)
    case tick
}
