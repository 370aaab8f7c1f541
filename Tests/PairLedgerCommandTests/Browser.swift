import Foundation
import Testing

/// Chromium without a window, for pages that this project makes. Each run has a profile of its own.
enum Browser {
    /// What became of a page.
    struct Outcome {
        /// The document as it was at the end.
        let document: String
        /// What was written to the console, one message a line.
        let console: [Substring]
    }

    /// Opens a page and lets its scripts run to their end.
    ///
    /// - Parameter files: pages by their names; `index.html` is opened.
    static func open(_ files: [String: String]) async throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pairledger-pages-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files { try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8) }
        let program = try #require(program, "there is no chromium: Scripts/setup installs it")
        // The sandbox needs rights that neither root nor a container has; the pages are the tests' own.
        let arguments = [
            "--kill-after=5", "60", program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--disable-extensions", "--disable-background-networking", "--enable-logging=stderr",
            "--user-data-dir=\(folder)/profile", "--window-size=1500,1000", "--virtual-time-budget=20000", "--dump-dom",
            "file://\(folder)/index.html",
        ]
        let outcome = try await CommandProcess(
            arguments, variables: ["HOME": folder], folder: folder, program: "timeout"
        ).outcome()
        try #require(outcome.status == 0, "\(outcome.errors)")
        return Outcome(
            document: outcome.output, console: outcome.errors.split(separator: "\n").filter { $0.contains("CONSOLE") })
    }

    private static let program = ["chromium", "chromium-browser", "google-chrome"].first { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    /// Opens a page in frames of several widths, and answers what `script` returns for each of them as JSON.
    ///
    /// - Parameter script: the body of a function of the frame's `window` and its `width`.
    static func measure<Answer: Decodable>(
        _ page: String, at widths: [Int], _ script: String, as answer: Answer.Type = Answer.self
    ) async throws -> (answers: [Answer], console: [Substring]) {
        let frames = widths.map { "<iframe width=\"\($0)\" height=\"900\" srcdoc=\"\(attribute(page))\"></iframe>" }
        let wrapper = """
            <!DOCTYPE html><meta charset="utf-8"><body>\(frames.joined())<script>
            const measure = (window, width) => { \(script) };
            onload = async () => {
                await new Promise((resume) => setTimeout(resume, 500));
                let text;
                try {
                    const frames = [...document.querySelectorAll("iframe")];
                    text = JSON.stringify(frames.map((frame) => measure(frame.contentWindow, Number(frame.width))));
                } catch (error) {
                    text = `${error}`;
                }
                const bytes = new TextEncoder().encode(text);
                document.body.textContent = `<<${btoa(String.fromCharCode(...bytes))}>>`;
            };
            </script></body>
            """
        let outcome = try await open(["index.html": wrapper])
        let text = try #require(outcome.document.firstMatch(of: /&lt;&lt;([A-Za-z0-9+\/=]*)&gt;&gt;/)?.1)
        let data = try #require(Data(base64Encoded: String(text)))
        do {
            return (try JSONDecoder().decode([Answer].self, from: data), outcome.console)
        } catch {
            throw Unanswered(said: String(decoding: data, as: UTF8.self), error: "\(error)")
        }
    }

    /// A script that failed.
    private struct Unanswered: Error {
        let said: String
        let error: String
    }

    private static func attribute(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    }
}
