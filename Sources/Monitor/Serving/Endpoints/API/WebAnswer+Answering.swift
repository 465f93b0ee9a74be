import HTTPTypes

extension WebAnswer {
    /// What `body` answers; where it throws, the problem: 400 for a query that is wrong, 503 for a history that cannot be
    /// read.
    static func answering(
        _ request: WebRequest,
        _ body: () async throws -> WebAnswer
    ) async -> WebAnswer {
        do {
            return try await body()
        } catch let error as QueryError {
            return .problem(.badRequest, "\(error)")
        } catch {
            return .problem(.serviceUnavailable, "\(request.path) cannot be answered: \(error)")
        }
    }
}
