/// Where the server stands: what is a convenience in one place is a hole in the other.
public enum ServerEnvironment: String, Sendable, CaseIterable {
    case development
    case production
}
