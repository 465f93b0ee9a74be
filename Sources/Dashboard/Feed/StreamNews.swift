import FoundationEssentials
import Results

/// What the events of `/api/v1/stream` tell.
enum StreamNews {
    /// Something to ask for again, a piece of news, or nothing that is known here.
    enum Meaning: Equatable {
        case news(News)
        /// What was missed is not known: everything is asked for anew.
        case reset
    }

    static func of(_ event: EventStreamParser.Event) -> Meaning {
        switch event {
        case .comment: return .news(.heard)
        case .tooLong: return .reset
        case .message(_, "reset", _): return .reset
        case .message(_, let name, let data):
            let decoder = JSONDecoder()
            let json = Data(data.utf8)
            // What another version says otherwise is a sign of life at least.
            let news: News? =
                switch name {
                case "result": (try? decoder.decode(ProbeResult.self, from: json)).map(News.result)
                case "probe": (try? decoder.decode(ProbeStatus.self, from: json)).map(News.probe)
                case "alert": (try? decoder.decode(AlertBoard.Alert.self, from: json)).map(News.alert)
                default: nil
                }
            return .news(news ?? .heard)
        }
    }
}
