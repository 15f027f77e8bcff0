import Readiness

/// The gate's newest verdict behind an address: for rollouts that ask over HTTP.
///
/// A loop judges and leaves the verdict in a folder; a web server hands it out, as a document and
/// as a status.
enum VerdictDesk {
    /// The address within the cluster.
    static func address(_ subject: GenerationSubject) -> String {
        "http://\(name(subject)).\(subject.namespace).svc:8080"
    }

    static func name(_ subject: GenerationSubject) -> String { "\(subject.name)-verdict" }

    /// The objects.
    ///
    /// - Parameters:
    ///   - subject: For what.
    ///   - path: Where the file belongs.
    ///   - host: The endpoint that is judged.
    /// - Returns: ConfigMap, Deployment and Service.
    static func file(_ subject: GenerationSubject, path: String, host: String) -> GeneratedFile {
        let kube = KubernetesObject(subject)
        let labels = [
            KubernetesObject.appName: name(subject), KubernetesObject.component: "verdict",
        ]
        return kube.file(
            path,
            [
                configMap(kube, host: host),
                deployment(kube, labels: labels),
                kube.object(
                    "v1", "Service", name: name(subject), labels: labels,
                    [
                        YAMLPair(
                            "spec",
                            [
                                "selector": .texts(labels),
                                "ports": [
                                    ["name": "http", "port": 8080, "targetPort": "http"]
                                ],
                            ])
                    ]),
            ],
            remarks: ["Judges http://\(host) without end, and serves the newest verdict."],
            purpose:
                "The newest verdict about \(host) at an address: `/verdict.json`, and `/gate` as 200 or 503."
        )
    }

    private static func configMap(_ kube: KubernetesObject, host: String) -> YAMLNode {
        let profile = GateObjects.profile(kube.subject, host: host).map {
            ProfileTemplate.render(
                $0, apiKeyVariable: $0.target.apiKey == nil ? nil : GateObjects.keyVariable)
        }
        return kube.object(
            "v1", "ConfigMap", name: name(kube.subject),
            [
                YAMLPair(
                    "data",
                    .map([
                        YAMLPair("firstlight.yml", .block(profile ?? "")),
                        YAMLPair("judge.sh", .block(loop)),
                        YAMLPair("default.conf", .block(server)),
                    ]))
            ])
    }

    private static let loop = """
        cd /verdict
        rm -f go
        while :; do
          if firstlight gate /etc/verdict/firstlight.yml --allow-degraded --no-output --quiet --format json >part; then
            : >go
          else
            rm -f go
          fi
          mv -f part verdict.json
          sleep 10
        done

        """

    private static let server = """
        server {
          listen 8080;
          root /verdict;
          # Flagger posts, Argo gets.
          location = /verdict.json {
            default_type application/json;
            error_page 405 =200 $uri;
          }
          location = /gate {
            if (-f /verdict/go) { return 200; }
            return 503;
          }
        }

        """

    private static func deployment(
        _ kube: KubernetesObject, labels: [String: String]
    ) -> YAMLNode {
        let subject = kube.subject
        var judge = [
            YAMLPair("name", "judge"), YAMLPair("image", .text(GateObjects.image(subject))),
            YAMLPair("command", ["sh", "/etc/verdict/judge.sh"]),
        ]
        if let key = GateObjects.keyEnvironment(subject) { judge.append(YAMLPair("env", [key])) }
        judge.append(
            YAMLPair(
                "volumeMounts",
                [
                    ["name": "settings", "mountPath": "/etc/verdict", "readOnly": true],
                    ["name": "verdict", "mountPath": "/verdict"],
                ]))
        let desk: [YAMLPair] = [
            YAMLPair("name", "desk"), YAMLPair("image", "nginx:1.27-alpine"),
            YAMLPair("ports", [["name": "http", "containerPort": 8080]]),
            YAMLPair(
                "volumeMounts",
                [
                    [
                        "name": "settings", "mountPath": "/etc/nginx/conf.d/default.conf",
                        "subPath": "default.conf", "readOnly": true,
                    ],
                    ["name": "verdict", "mountPath": "/verdict", "readOnly": true],
                ]),
        ]
        return kube.object(
            "apps/v1", "Deployment", name: name(subject), labels: labels,
            [
                YAMLPair(
                    "spec",
                    [
                        "replicas": 1, "selector": ["matchLabels": .texts(labels)],
                        "template": [
                            "metadata": ["labels": .texts(labels)],
                            "spec": [
                                "containers": [.map(judge), .map(desk)],
                                "volumes": [
                                    [
                                        "name": "settings",
                                        "configMap": ["name": .text(name(subject))],
                                    ],
                                    ["name": "verdict", "emptyDir": .map([])],
                                ],
                            ],
                        ],
                    ])
            ])
    }
}
