package io.github.accessentries.site;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the words of code their classes when the site is made, so that no script has to. */
final class Highlighter {

    private static final String TEXT = "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'";
    private static final String HASH = "(?<![^\\s])#[^\\n]*";
    private static final Pattern JAVA = pattern(
            "//[^\\n]*|/\\*.*?\\*/",
            TEXT,
            "\\b(?:abstract|assert|boolean|break|byte|case|catch|class|default|do|double|else|enum|extends|final|finally|float|for"
                    + "|if|implements|import|instanceof|int|interface|long|new|null|package|private|protected|public|record|return"
                    + "|static|super|switch|this|throw|throws|true|false|try|var|void|while)\\b|@\\w+");
    private static final Pattern YAML = pattern(HASH, TEXT, "[\\w.$/-]+(?=:(?:\\s|$))");
    private static final Pattern JSON =
            pattern("(?!)", TEXT + "(?!\\s*:)", "\"[^\"\\n]*\"(?=\\s*:)|\\b(?:true|false|null)\\b");
    private static final Pattern XML = pattern("<!--.*?-->", "\"[^\"\\n]*\"", "</?[\\w.:-]+|/?>|\\?>");
    private static final Pattern SHELL = pattern(
            HASH,
            TEXT,
            "\\b(?:export|if|then|fi|for|do|done|while|in|set|echo|cd)\\b|\\$\\{?\\w+\\}?|(?<=\\s)--?[\\w-]+");

    private static final Map<String, Pattern> LANGUAGES =
            Map.of("java", JAVA, "yaml", YAML, "json", JSON, "xml", XML, "sh", SHELL, "bash", SHELL);

    private Highlighter() {}

    /** In the order in which they count where several match at one place. */
    private static Pattern pattern(String comment, String text, String word) {
        return Pattern.compile(
                "(?<comment>" + comment + ")|(?<text>" + text + ")|(?<word>" + word + ")",
                Pattern.DOTALL | Pattern.MULTILINE);
    }

    static String html(String language, String code) {
        Pattern pattern = LANGUAGES.get(language);
        if (pattern == null) {
            return escape(code);
        }
        StringBuilder html = new StringBuilder();
        Matcher matcher = pattern.matcher(code);
        int end = 0;
        while (matcher.find()) {
            String kind =
                    matcher.group("comment") != null ? "comment" : matcher.group("text") != null ? "text" : "word";
            html.append(escape(code.substring(end, matcher.start())))
                    .append("<span class=\"")
                    .append(kind)
                    .append("\">")
                    .append(escape(matcher.group()))
                    .append("</span>");
            end = matcher.end();
        }
        return html.append(escape(code.substring(end))).toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
