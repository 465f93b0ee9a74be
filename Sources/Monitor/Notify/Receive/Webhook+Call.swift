import Configuration
import HTTPTypes
import Results
import Transport

extension Webhook {
    /// Bytes of an answer that are read: receivers say little.
    private static let longestAnswer = 64 << 10

    /// The request that tells of `notification`: `id` is the same on every attempt, `now` is that of this one.
    func call(
        _ notification: AlertNotification,
        id: String,
        links: NotificationLinks,
        agent: String,
        at now: WallTime
    ) throws -> HTTPCall {
        let body = try format.body(notification, links: links)
        let seconds = now.milliseconds / 1_000
        var fields: HTTPFields = [.contentType: "application/json", .userAgent: agent]
        var own = headers.map { ($0.name, $0.value.reveal()) }
        if let authorization { own.append(("authorization", authorization.reveal())) }
        own += [("webhook-id", id), ("webhook-timestamp", "\(seconds)")]
        if let secret { own.append(("webhook-signature", secret.signature(id: id, seconds: seconds, body: body))) }
        for (name, value) in own {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return HTTPCall(
            method: "POST",
            url: url.reveal(),
            headers: fields,
            body: body,
            tls: tls,
            maxBody: Self.longestAnswer
        )
    }

    /// `text` with nothing in it that this webhook keeps secret: a receiver may answer with what it was sent.
    func redacted(_ text: String) -> String {
        let secrets = [url, authorization].compactMap { $0 } + headers.map(\.value)
        return secrets.map { $0.reveal() }
            // Shorter ones are in every text, and no secrets.
            .filter { $0.utf8.count >= 6 }
            .sorted { $0.utf8.count > $1.utf8.count }
            .reduce(text) { $0.replacing($1, with: "<redacted>") }
    }
}
