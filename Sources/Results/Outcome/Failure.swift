/// The primary failure of a failed run: the finding that explains the others, as results show it.
public struct Failure: Sendable, Equatable, Codable {
    public var failureClass: FailureClass
    public var event: String?
    public var after: String?
    public var tool: String?
    public var code: Int?
    public var status: Int?
    public var blame: Blame
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
