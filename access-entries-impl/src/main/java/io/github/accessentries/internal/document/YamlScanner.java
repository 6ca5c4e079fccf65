package io.github.accessentries.internal.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.tokens.BlockEndToken;
import org.yaml.snakeyaml.tokens.BlockEntryToken;
import org.yaml.snakeyaml.tokens.BlockMappingStartToken;
import org.yaml.snakeyaml.tokens.BlockSequenceStartToken;
import org.yaml.snakeyaml.tokens.DocumentEndToken;
import org.yaml.snakeyaml.tokens.DocumentStartToken;
import org.yaml.snakeyaml.tokens.FlowEntryToken;
import org.yaml.snakeyaml.tokens.FlowMappingEndToken;
import org.yaml.snakeyaml.tokens.FlowMappingStartToken;
import org.yaml.snakeyaml.tokens.FlowSequenceEndToken;
import org.yaml.snakeyaml.tokens.FlowSequenceStartToken;
import org.yaml.snakeyaml.tokens.KeyToken;
import org.yaml.snakeyaml.tokens.StreamEndToken;
import org.yaml.snakeyaml.tokens.StreamStartToken;
import org.yaml.snakeyaml.tokens.Token;
import org.yaml.snakeyaml.tokens.ValueToken;

/**
 * Takes YAML apart where the cluster's reader does: what that refuses is refused, what it lets pass passes, like a tab
 * between a colon and its value. The library's own scanner is stricter in some places and more lenient in others; the
 * grammar above both is the same. Takes linear time.
 */
final class YamlScanner implements Scanner {

    /** What begins no plain text, wherever it stands. */
    private static final String NEVER_PLAIN = "\t,[]{}#&*!|>'\"%@`";

    private final YamlCursor text;
    private final YamlScalars scalars;
    private final YamlProperties properties;
    private final YamlKeys keys;
    private final int maxDepth;

    private final List<Token> tokens = new ArrayList<>();
    private int tokensTaken;
    private boolean ended;

    private final List<Integer> outerIndents = new ArrayList<>();
    private int indent = -1;
    private boolean keyAllowed = true;

    YamlScanner(String text, int maxDepth) {
        this.text = new YamlCursor(text);
        this.scalars = new YamlScalars(this.text);
        this.properties = new YamlProperties(this.text);
        this.keys = new YamlKeys(this.text);
        this.maxDepth = maxDepth;
        add(StreamStartToken::new, this.text.mark());
    }

    @Override
    public boolean checkToken(Token.ID... choices) {
        Token.ID next = peekToken().getTokenId();
        for (Token.ID choice : choices) {
            if (choice == next) {
                return true;
            }
        }
        return choices.length == 0;
    }

    @Override
    public Token peekToken() {
        while (!ended && (tokens.isEmpty() || keys.mayBegin(tokensTaken))) {
            fetch();
        }
        return tokens.get(0);
    }

    @Override
    public Token getToken() {
        Token token = peekToken();
        tokens.remove(0);
        tokensTaken++;
        return token;
    }

    /** Called by later versions of the library; the earliest that this one works with does not know it. */
    @SuppressWarnings("MissingOverride")
    public void resetDocumentIndex() {
        // Only the library's own scanner counts documents.
    }

    private void fetch() {
        skipToNextToken();
        unrollIndent(text.column());
        char next = text.peek();
        if (text.isEnd()) {
            fetchEnd();
        } else if (next == '%' && text.column() == 0) {
            unrollIndent(-1);
            keys.remove();
            keyAllowed = false;
            tokens.add(properties.directive());
        } else if (text.isDocumentIndicator()) {
            unrollIndent(-1);
            keys.remove();
            keyAllowed = false;
            addIndicator(next == '-' ? DocumentStartToken::new : DocumentEndToken::new, 3);
        } else if (!fetchIndicator(next)) {
            fetchNode(next);
        }
    }

    private void fetchEnd() {
        text.endLine();
        unrollIndent(-1);
        keys.remove();
        keyAllowed = false;
        add(StreamEndToken::new, text.mark());
        ended = true;
    }

    /** What one character says. */
    private boolean fetchIndicator(char next) {
        boolean alone = text.isBlankOrEnd(1);
        switch (next) {
            case '[' -> fetchFlowStart(FlowSequenceStartToken::new);
            case '{' -> fetchFlowStart(FlowMappingStartToken::new);
            case ']' -> fetchFlowEnd(FlowSequenceEndToken::new);
            case '}' -> fetchFlowEnd(FlowMappingEndToken::new);
            case ',' -> {
                keys.remove();
                keyAllowed = true;
                addIndicator(FlowEntryToken::new, 1);
            }
            case '-' -> {
                if (!alone) {
                    return false;
                }
                fetchBlockEntry();
            }
            case '?', ':' -> {
                if (!alone && keys.inBlock()) {
                    return false;
                }
                if (next == '?') {
                    fetchKey();
                } else {
                    fetchValue();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What is a node, or belongs to one. */
    private void fetchNode(char next) {
        switch (next) {
            case '*' -> fetchPossibleKey(properties::alias);
            case '&' -> fetchPossibleKey(properties::anchor);
            case '!' -> fetchPossibleKey(properties::tag);
            case '\'' -> fetchPossibleKey(() -> scalars.quoted(true));
            case '"' -> fetchPossibleKey(() -> scalars.quoted(false));
            default -> {
                if ((next == '|' || next == '>') && keys.inBlock()) {
                    keys.remove();
                    keyAllowed = true;
                    tokens.add(scalars.block(next == '|', indent));
                } else if (NEVER_PLAIN.indexOf(next) < 0) {
                    saveKey();
                    keyAllowed = false;
                    YamlScalars.Plain plain = scalars.plain(indent, keys.inBlock());
                    keyAllowed = plain.crossesLines();
                    tokens.add(plain.token());
                } else {
                    throw fault("found character that cannot start any token");
                }
            }
        }
    }

    private void fetchPossibleKey(Supplier<Token> token) {
        saveKey();
        keyAllowed = false;
        tokens.add(token.get());
    }

    private void fetchFlowStart(BiFunction<Mark, Mark, Token> token) {
        saveKey();
        keys.openBracket();
        checkDepth();
        keyAllowed = true;
        addIndicator(token, 1);
    }

    private void fetchFlowEnd(BiFunction<Mark, Mark, Token> token) {
        keys.remove();
        keys.closeBracket();
        keyAllowed = false;
        addIndicator(token, 1);
    }

    private void fetchBlockEntry() {
        if (keys.inBlock()) {
            checkAllowed("block sequence entries are not allowed in this context");
            rollIndent(text.column(), tokens.size(), new BlockSequenceStartToken(text.mark(), text.mark()));
        }
        keys.remove();
        keyAllowed = true;
        addIndicator(BlockEntryToken::new, 1);
    }

    private void fetchKey() {
        if (keys.inBlock()) {
            checkAllowed("mapping keys are not allowed in this context");
            rollIndent(text.column(), tokens.size(), new BlockMappingStartToken(text.mark(), text.mark()));
        }
        keys.remove();
        keyAllowed = keys.inBlock();
        addIndicator(KeyToken::new, 1);
    }

    private void fetchValue() {
        YamlKeys.Possible key = keys.take();
        if (key != null) {
            int at = key.token() - tokensTaken;
            tokens.add(at, new KeyToken(key.mark(), key.mark()));
            rollIndent(key.mark().getColumn(), at, new BlockMappingStartToken(key.mark(), key.mark()));
            keyAllowed = false;
        } else {
            if (keys.inBlock()) {
                checkAllowed("mapping values are not allowed in this context");
                rollIndent(text.column(), tokens.size(), new BlockMappingStartToken(text.mark(), text.mark()));
            }
            keyAllowed = keys.inBlock();
        }
        addIndicator(ValueToken::new, 1);
    }

    /** Tabs may stand between tokens, but not where the line's indent counts. */
    private void skipToNextToken() {
        while (true) {
            if (text.column() == 0 && text.isByteOrderMark()) {
                text.skip();
            }
            while (text.peek() == ' ' || (text.peek() == '\t' && (!keys.inBlock() || !keyAllowed))) {
                text.skip();
            }
            text.skipComment();
            if (!text.isBreak()) {
                return;
            }
            text.skipLine();
            if (keys.inBlock()) {
                keyAllowed = true;
            }
        }
    }

    private void saveKey() {
        if (keyAllowed) {
            keys.save(tokensTaken + tokens.size(), keys.inBlock() && indent == text.column());
        }
    }

    private void rollIndent(int column, int at, Token start) {
        if (keys.inBlock() && indent < column) {
            outerIndents.add(indent);
            indent = column;
            checkDepth();
            tokens.add(at, start);
        }
    }

    private void unrollIndent(int column) {
        while (keys.inBlock() && indent > column) {
            add(BlockEndToken::new, text.mark());
            indent = outerIndents.remove(outerIndents.size() - 1);
        }
    }

    private void checkDepth() {
        if (keys.depth() + outerIndents.size() > maxDepth) {
            throw fault("exceeded max depth of " + maxDepth);
        }
    }

    private void checkAllowed(String problem) {
        if (!keyAllowed) {
            throw fault(problem);
        }
    }

    private void addIndicator(BiFunction<Mark, Mark, Token> token, int length) {
        Mark start = text.mark();
        text.skip(length);
        tokens.add(token.apply(start, text.mark()));
    }

    private void add(BiFunction<Mark, Mark, Token> token, Mark mark) {
        tokens.add(token.apply(mark, mark));
    }

    private ScannerException fault(String problem) {
        return new ScannerException(null, null, problem, text.mark());
    }
}
