import Foundation
import Testing

/// The two faces of the nginx that `scripts/with-nginx` starts.
enum Proxy: String {
    case buffered = "FIRSTLIGHT_NGINX_BUFFERED_URL"
    case streaming = "FIRSTLIGHT_NGINX_STREAMING_URL"

    var url: String? { ProcessInfo.processInfo.environment[rawValue] }

    static let absence: Comment =
        "there is no nginx; run the tests under scripts/with-engine vllm scripts/with-nginx"
}
