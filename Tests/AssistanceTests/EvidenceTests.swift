import Assistance
import CanonicalJSON
import Testing

@Suite("Evidence is attached")
struct EvidenceTests {
    private static let stream = "document/" + String(repeating: "a", count: 64)

    private static func data(about: String = "project/K1", event: Int64? = nil) -> [String: JSONValue] {
        [
            "about": .string(about), "about_event": event.map(JSONValue.integer) ?? .null, "bytes": 48_211,
            "media_type": "application/pdf", "title": "施工合同", "kind": "contract",
        ]
    }

    @Test("a document goes on record under its digest, with what it proves")
    func attached() throws {
        try given(Story.upToProject).when(Story.evidence()).then("EvidenceAttached", of: Self.stream, data: Self.data())
    }

    @Test("the same document can prove another thing, and one event of a thing")
    func again() throws {
        let given = try given(Story.upToAllocation, Story.evidence())
        try given.when(Story.evidence(about: "transfer/T1"))
            .then("EvidenceAttached", of: Self.stream, data: Self.data(about: "transfer/T1"))
        for event in [1, 2] as [Int64] {
            try given.when(Story.evidence(event: event))
                .then("EvidenceAttached", of: Self.stream, data: Self.data(event: event))
        }
    }

    @Test("attached to the same twice it is refused, and to the same event twice")
    func exists() throws {
        try given(Story.upToProject, Story.evidence()).when(Story.evidence(on: "2014-05-01"))
            .thenRefused(.exists, field: "document", saying: "project/K1 already")
        try given(Story.upToProject, Story.evidence(event: 1)).when(Story.evidence(event: 1))
            .thenRefused(.exists, field: "document", saying: "project/K1/1 already")
    }

    @Test("about something that is not on record it is refused, and so it is about a payment, which is its project's")
    func unknown() throws {
        try given(Story.upToProject).when(Story.evidence(about: "project/K9"))
            .thenRefused(.unknown, field: "about", saying: "no project K9")
        try given(Story.upToSpending).when(Story.evidence(about: "payment/P1"))
            .thenRefused(.unknown, field: "about", saying: "payment")
    }

    @Test("about an event that the thing does not have it is refused, with those that it has")
    func unknownEvent() throws {
        for event in [0, 2, -1] as [Int64] {
            try given(Story.upToProject).when(Story.evidence(event: event))
                .thenRefused(.unknown, field: "about_event", saying: "no event \(event)", "1 to 1")
        }
    }

    @Test("a document of no bytes is refused, and one of other bytes than its digest had before, with both figures")
    func bytes() throws {
        for bytes in [0, -1] as [Int64] {
            try given(Story.upToProject).when(Story.evidence(Story.document(bytes: bytes)))
                .thenRefused(.figure, field: "bytes", saying: "\(bytes) bytes")
        }
        try given(Story.upToProject, Story.evidence())
            .when(Story.evidence(Story.document(bytes: 48_212), about: "transfer/T1"))
            .thenRefused(.figure, field: "bytes", saying: "48211", "48212")
    }

    @Test("a title that says nothing, and an identifier that is no digest, are refused")
    func form() throws {
        try given(Story.upToProject).when(Story.evidence(Story.document(title: " ")))
            .thenRefused(.text, field: "title")
        var request = Story.evidence()
        request.thing = id("contract-17")
        try given(Story.upToProject).when(request).thenRefused(.form, field: "document", saying: "contract-17")
    }

    @Test("the same document for the same thing is the same request, and for another event of it is not")
    func identity() {
        #expect(Story.evidence().identity == Self.stream + "/project/K1")
        #expect(Story.evidence(event: 3).identity == Self.stream + "/project/K1/3")
    }

    @Test(
        "the ending of a file's name tells its type",
        arguments: [
            ("contract.PDF", "application/pdf"), ("a.b.jpeg", "image/jpeg"), ("发票.ofd", "application/ofd"),
            ("README", "application/octet-stream"), ("x.unheard", "application/octet-stream"),
            ("x.", "application/octet-stream"), ("pdf", "application/octet-stream"),
        ])
    func endings(name: String, type: String) { #expect(MediaType(ofFileNamed: name).description == type) }

    @Test("a media type is two names with a stroke between them, in small letters")
    func mediaTypes() {
        #expect(MediaType("Application/PDF")?.description == "application/pdf")
        #expect(MediaType("image/svg+xml") != nil)
        for text in ["", "pdf", "/pdf", "a/", "a/b/c", "a b/c", "a/b;q=1", "é/x", "+a/b"] {
            #expect(MediaType(text) == nil, "\(text)")
        }
    }

    @Test("a stream's name is a kind and an identifier, and nothing else is one")
    func streamNames() {
        #expect(StreamName("project/K1")?.description == "project/K1")
        for text in ["", "project", "project/", "/K1", "projects/K1", "project/K1/2", "Project/K1", "project/ K1"] {
            #expect(StreamName(text) == nil, "\(text)")
        }
    }
}
