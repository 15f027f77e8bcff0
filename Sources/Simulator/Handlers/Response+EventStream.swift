import HTTPTypes
import Hummingbird

extension Response {
    /// A stream of server-sent events.
    static func eventStream(
        _ write: @escaping @Sendable @concurrent (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8"],
            body: ResponseBody(write))
    }
}
