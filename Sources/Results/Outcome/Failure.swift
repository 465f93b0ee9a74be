/// The primary failure of a failed run: the finding that explains the others, as results show it.
public struct Failure: Sendable, Equatable, Codable {
    /// What went wrong.
    public var failureClass: FailureClass
    /// The event it is about.
    public var event: String?
    /// The event before it.
    public var after: String?
    /// The tool it is about.
    public var tool: String?
    /// The WebSocket close code.
    public var code: Int?
    /// The HTTP status.
    public var status: Int?
    /// Who should look first.
    public var blame: Blame
    /// One sentence for the person who has to act.
    public var detail: String

    /// The failure that `finding` tells of.
    public init(_ finding: Finding) {
        failureClass = finding.failureClass
        event = finding.event
        after = finding.after
        tool = finding.tool
        code = finding.code
        status = finding.status
        blame = finding.blame
        detail = finding.detail
    }

    private enum CodingKeys: String, CodingKey {
        case failureClass = "class"
        case event, after, tool, code, status, blame, detail
    }
}
