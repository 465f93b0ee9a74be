@testable import Monitor
import Results

/// Notifications as the engine makes them.
enum Told {
    /// A text with everything in it that some format has a meaning for.
    static let awkward = "\"<&>' {{probe}} <!channel> \\ 😀\n\ttwo"
    static let links = NotificationLinks(base: "https://quintet.example.com/")

    /// That an alert fires, and that it is over.
    static func both(summary: String = awkward) throws -> (firing: AlertNotification, resolved: AlertNotification) {
        let template = try AnnotationTemplate("{{failure.detail}}")
        var finding = Finding.missing
        finding.detail = summary
        var story = Story(.rule(.failures(count: 1, of: 1), annotations: ["summary": template]))
        let told = story.play("FP", failingBy: finding).notifications
        return (told[0], told[1])
    }

    static func text(_ format: NotificationFormat, _ notification: AlertNotification) throws -> String {
        String(decoding: try format.body(notification, links: links), as: UTF8.self)
    }
}
