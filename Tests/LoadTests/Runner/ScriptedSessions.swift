import Inference
import Load

/// Sessions of equal length whose turns name themselves.
struct ScriptedSessions: Workload {
    var name = "scripted"
    var sessionCount: Int?
    var turns = 1
    var thinkTime = Duration.zero
    /// When each session started, for a replay.
    var starts: [Duration] = []

    func turn(_ turn: Int, ofSession session: Int) -> Turn? {
        guard turn < turns else { return nil }
        var made = Turn(
            messages: [ChatMessage(role: .user, content: "s\(session)t\(turn)")], maxTokens: 8)
        if turn > 0 { made.thinkTime = thinkTime }
        made.promptTokens = 2
        return made
    }

    func recordedStart(ofSession session: Int) -> Duration? {
        session < starts.count ? starts[session] : nil
    }
}
