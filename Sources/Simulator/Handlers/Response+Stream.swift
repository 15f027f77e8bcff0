import HTTPTypes
import Hummingbird

extension Response {
    /// A body that is written bit by bit.
    static func stream(
        of contentType: String,
        _ write: @escaping @Sendable @concurrent (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: contentType],
            body: ResponseBody(write))
    }
}
