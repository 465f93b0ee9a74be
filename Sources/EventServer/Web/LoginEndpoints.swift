import FoundationEssentials
import HTTPTypes
import Logging

/// `/auth/…`: logins, and what becomes of their tokens (docs/event-protocol.md §1).
struct LoginEndpoints: Sendable {
    let desk: LoginDesk
    let mint: TokenMint
    let reader: TokenReader
    let revocations: Revocations
    let metrics: ServerMetrics
    let logger: Logger

    func add(to routes: inout Routes) {
        routes.on(.post, "/auth/login") { await login($0) }
        routes.on(.post, "/auth/refresh") { await refresh($0) }
        routes.on(.post, "/auth/validate") { validate($0) }
        routes.on(.post, "/auth/logout") { logout($0) }
    }

    private struct Login: Decodable {
        let email: String
        let password: String
    }

    private func login(_ request: WebRequest) async -> WebAnswer {
        guard let login = WebBody.read(request.body, as: Login.self), !login.email.isEmpty, !login.password.isEmpty
        else {
            return .problem(422, "missing_fields", "want {\"email\": …, \"password\": …}")
        }
        switch await desk.check(email: login.email, password: login.password) {
        case .user(let user):
            return await TokenAnswer.pair(for: user, from: mint)
        case .wrong:
            metrics.refused(.login)
            return .problem(401, "invalid_credentials", "email or password is wrong")
        case .tooMany(let wait):
            metrics.refused(.loginRate)
            return .problem(
                429,
                "too_many_attempts",
                "too many wrong passwords for this email",
                headers: [.retryAfter: "\(max(1, Int((wait / .seconds(1)).rounded(.up))))"]
            )
        case .busy:
            metrics.refused(.loginRate)
            return .problem(503, "busy", "too many logins at once", headers: [.retryAfter: "1"])
        }
    }

    private struct Refresh: Decodable {
        let snake: String?
        let camel: String?
        let plain: String?

        enum CodingKeys: String, CodingKey {
            case snake = "refresh_token"
            case camel = "refreshToken"
            case plain = "token"
        }
    }

    private func refresh(_ request: WebRequest) async -> WebAnswer {
        let body = WebBody.read(request.body, as: Refresh.self)
        guard let token = body?.snake ?? body?.camel ?? body?.plain, !token.isEmpty else {
            return .problem(422, "missing_fields", "want {\"refresh_token\": …}")
        }
        do throws(TokenRefusal) {
            let claims = try reader.read(token, as: .refresh, at: .now)
            return await TokenAnswer.pair(for: claims.user, login: claims.sid, from: mint)
        } catch {
            return .unauthorized(error)
        }
    }

    private struct Token: Decodable {
        let token: String
    }

    private func validate(_ request: WebRequest) -> WebAnswer {
        guard let body = WebBody.read(request.body, as: Token.self) else {
            return WebAnswer(200, ["valid": false, "error": "missing_fields", "message": "want {\"token\": …}"])
        }
        do throws(TokenRefusal) {
            let claims = try reader.read(body.token, at: .now)
            guard let expiry = Timestamp(seconds: claims.exp.timeIntervalSince1970) else { throw .time }
            let user = claims.user
            return WebAnswer(
                200,
                [
                    "valid": true,
                    "user_id": .string(user.id),
                    "email": .string(user.email),
                    "permissions": .list(user.permissions.map(JSON.string)),
                    "expires_at": .string(expiry.description),
                ]
            )
        } catch {
            return WebAnswer(
                200,
                ["valid": false, "error": .string("token_\(error.rawValue)"), "message": .string(error.message)]
            )
        }
    }

    private struct Logout: Decodable {
        let refreshToken: String?

        enum CodingKeys: String, CodingKey {
            case refreshToken = "refresh_token"
        }
    }

    /// Ends the login that the token belongs to, so its refresh token is dead too, sent along or not.
    private func logout(_ request: WebRequest) -> WebAnswer {
        guard let token = request.bearer else { return .unauthorized(nil) }
        let now = Timestamp.now
        do throws(TokenRefusal) {
            let claims = try reader.read(token, at: now)
            var keys = TokenReader.revocationKeys(claims, of: token)
            if let other = WebBody.read(request.body, as: Logout.self)?.refreshToken,
                // A refresh token that is good no more needs no revoking.
                let claims = try? reader.read(other, as: .refresh, at: now)
            {
                keys += TokenReader.revocationKeys(claims, of: other)
            }
            // Longer than any token that can descend from this login lives.
            let until = now.advanced(by: .seconds(2 * TokenReader.oldest))
            guard revocations.revoke(keys, until: until, at: now) else {
                logger.error("no room for another revoked token")
                return .problem(503, "busy", "too many revoked tokens", headers: [.retryAfter: "60"])
            }
            return WebAnswer(200, ["success": true])
        } catch {
            return .unauthorized(error)
        }
    }
}
