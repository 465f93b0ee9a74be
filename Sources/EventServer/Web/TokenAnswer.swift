/// The answer to a login: a pair of tokens and whose they are.
enum TokenAnswer {
    /// 200 with a new pair for `user`; `login` is that of the pair it renews.
    static func pair(
        for user: User,
        login: String? = nil,
        showing members: [JSON.Member] = [],
        from mint: TokenMint
    ) async -> WebAnswer {
        let pair: TokenMint.Pair
        do {
            pair = try await mint.pair(for: user, login: login, at: .now)
        } catch {
            return .problem(500, "no_token", "the token could not be made")
        }
        let shown = [JSON.Member("id", .string(user.id)), JSON.Member("email", .string(user.email))] + members
        return WebAnswer(
            200,
            [
                "access_token": .string(pair.access),
                "refresh_token": .string(pair.refresh),
                "token_type": "Bearer",
                "expires_in": .int(Int(pair.lifetime.components.seconds)),
                "user": .object(shown),
            ]
        )
    }
}
