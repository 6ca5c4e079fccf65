package io.github.accessentries.internal.files;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files out of directories and archives: what is read, what is left out and told, and where it ends. */
class TextFilesTest {

    @TempDir
    private Path place;

    private static Map<String, String> texts(TextFiles files) {
        Map<String, String> texts = new TreeMap<>();
        files.files().forEach(file -> texts.put(file.name(), file.text()));
        return texts;
    }

    private static List<String> leftOut(TextFiles files) {
        return files.leftOut().stream().map(TextFiles.LeftOutFile::toString).toList();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    static Stream<Arguments> encodings() {
        String text = "{\"group\": \"Verwaltung für äöü 😀\"}\r\n";
        return Stream.of(
                Arguments.of("UTF-8", text.getBytes(UTF_8), text),
                Arguments.of("UTF-8 with mark", joined(bytes(0xEF, 0xBB, 0xBF), text.getBytes(UTF_8)), text),
                Arguments.of("UTF-16 of PowerShell", joined(bytes(0xFF, 0xFE), text.getBytes(UTF_16LE)), text),
                Arguments.of("UTF-16, big end first", joined(bytes(0xFE, 0xFF), text.getBytes(UTF_16BE)), text),
                Arguments.of("UTF-16 without mark", "{}".getBytes(UTF_16LE), ""),
                Arguments.of("Latin-1", bytes('f', 0xFC, 'r'), ""),
                Arguments.of("half a character", bytes(0xFF, 0xFE, 0x3D, 0xD8), ""),
                Arguments.of("gzip", bytes(0x1F, 0x8B, 8, 0), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void file_inAnEncoding_isDecodedStrictlyOrLeftOut(String name, byte[] content, String text) throws IOException {
        Files.write(place.resolve("a.json"), content);

        TextFiles read = TextFiles.read(place);

        if (text.isEmpty()) {
            assertThat(read.files()).isEmpty();
            assertThat(leftOut(read))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("a.json: is ")
                    .contains(";");
        } else {
            assertThat(texts(read)).containsExactly(Map.entry("a.json", text));
        }
    }

    @Test
    void directory_isReadInStableOrder_withoutWhatIsHiddenOrLeadsOut() throws IOException {
        Path outside = Files.writeString(place.resolve("secret.json"), "outside");
        Path root = Files.createDirectories(place.resolve("dump"));
        Files.createDirectories(root.resolve("b/c"));
        Files.createDirectories(root.resolve(".git"));
        Files.writeString(root.resolve("b/c/z.json"), "z");
        Files.writeString(root.resolve("a.json"), "a");
        Files.writeString(root.resolve(".git/config"), "g");
        Files.writeString(root.resolve("._a.json"), "mac");
        Files.createSymbolicLink(root.resolve("out.json"), outside);
        Files.createSymbolicLink(root.resolve("nowhere.json"), root.resolve("gone"));
        Files.createSymbolicLink(root.resolve("same.json"), Path.of("a.json"));
        Files.createSymbolicLink(root.resolve("loop"), root);

        TextFiles read = TextFiles.read(root);

        assertThat(read.files())
                .extracting(TextFile::name, TextFile::text)
                .containsExactly(tuple("a.json", "a"), tuple("b/c/z.json", "z"));
        assertThat(leftOut(read))
                .containsExactly(
                        "._a.json: is hidden, so it is not read",
                        ".git/: is hidden, so it is not read",
                        "nowhere.json: is a link that leads nowhere",
                        "out.json: is a link that leads out of the directory, so it is not followed");
    }

    /** A ConfigMap that Kubernetes mounts is links into a hidden directory. */
    @Test
    void mountedVolume_isReadThroughItsLinks() throws IOException {
        Files.createDirectories(place.resolve("..2026_11"));
        Files.writeString(place.resolve("..2026_11/a.json"), "a");
        Files.createSymbolicLink(place.resolve("..data"), Path.of("..2026_11"));
        Files.createSymbolicLink(place.resolve("a.json"), Path.of("..data/a.json"));

        assertThat(texts(TextFiles.read(place))).containsExactly(Map.entry("a.json", "a"));
    }

    @Test
    void zip_thatLeadsOut_isReadWithoutThat() throws IOException {
        Path archive = place.resolve("Dump.ZIP");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String name :
                    List.of("d/", "d/a.json", "../../etc/passwd", "/etc/passwd", "..\\x", ".hidden", "in.zip")) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    zip.write(name.equals("in.zip") ? bytes('P', 'K', 3, 4, 0xFF) : name.getBytes(UTF_8));
                }
            }
        }

        TextFiles read = TextFiles.read(archive);

        assertThat(texts(read)).containsExactly(Map.entry("d/a.json", "d/a.json"));
        assertThat(leftOut(read))
                .containsExactly(
                        "../../etc/passwd: its name leads out of the archive, so it is not read",
                        "..\\x: its name leads out of the archive, so it is not read",
                        ".hidden: is hidden, so it is not read",
                        "/etc/passwd: its name leads out of the archive, so it is not read",
                        "in.zip: is an archive inside; unpack it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=gnu", "--format=ustar", "--format=pax", "--format=v7"})
    void tar_ofTheRealTool_isRead(String format) throws Exception {
        assumeTrue(isInstalled("tar"), "There is no tar on the PATH");
        String name = format.endsWith("v7") ? "short" : "long-".repeat(17) + "name";
        Path root =
                Files.createDirectories(place.resolve("dump/" + (format.endsWith("v7") ? "d" : "deep-".repeat(15))));
        Files.writeString(root.resolve(name), "ä".repeat(1000));
        Files.writeString(root.resolve("empty"), "");
        Files.createSymbolicLink(root.resolve("link"), Path.of("empty"));
        for (String archive : List.of("a.tar", "a.tar.gz", "a.tgz")) {
            Process tar = new ProcessBuilder(
                            "tar",
                            format,
                            archive.endsWith("r") ? "-cf" : "-czf",
                            place.resolve(archive).toString(),
                            "-C",
                            place.toString(),
                            "dump")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(tar.getInputStream().readAllBytes(), UTF_8);
            assumeTrue(tar.waitFor() == 0, "This tar does not write " + format + ": " + said);

            TextFiles read = TextFiles.read(place.resolve(archive));

            String directory = "dump/" + root.getFileName() + "/";
            assertThat(texts(read))
                    .containsOnly(Map.entry(directory + "empty", ""), Map.entry(directory + name, "ä".repeat(1000)));
            assertThat(leftOut(read))
                    .containsExactly(directory + "link: is a link, so it is not read; pack the file itself");
        }
    }

    static Stream<Arguments> brokenTars() throws IOException {
        byte[] good = tar("a.json", "{}", "00000000002");
        byte[] wrongSum = good.clone();
        wrongSum[0]++;
        return Stream.of(
                Arguments.of("no archive", "x".repeat(512).getBytes(UTF_8), "is no tar archive"),
                Arguments.of("checksum", wrongSum, "is no tar archive"),
                Arguments.of("cut in the header", Arrays.copyOf(good, 300), "ends within a header"),
                Arguments.of("cut in the file", Arrays.copyOf(good, 513), "ends within a file"),
                Arguments.of("size", tar("a.json", "{}", "zz"), "tells no size"),
                Arguments.of("endless name", tar("././@LongLink", "", "77777777777", 'L'), "longer than"),
                Arguments.of("cut behind the file", Arrays.copyOf(good, 600), "ends within a file"),
                Arguments.of("pax", tar("x", "99 path=a\n", "00000000012", 'x'), "extended header"),
                Arguments.of("pax of no line", tar("x", "2 ", "00000000002", 'x'), "extended header"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenTars")
    void brokenTar_isRefusedWithItsReason(String name, byte[] content, String reason) throws IOException {
        Path archive = Files.write(place.resolve("a.tar"), content);

        assertThatThrownBy(() -> TextFiles.read(archive))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("a.tar", reason, "pack it anew");
    }

    private static byte[] tar(String name, String content, String size) {
        return tar(name, content, size, '0');
    }

    private static byte[] tar(String name, String content, String size, char type) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, size);
        header[156] = (byte) type;
        put(header, 257, "ustar");
        put(header, 148, "        ");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xFF;
        }
        put(header, 148, "%06o".formatted(sum));
        header[154] = 0;
        return joined(header, Arrays.copyOf(content.getBytes(UTF_8), 512), new byte[1024]);
    }

    private static void put(byte[] header, int at, String text) {
        System.arraycopy(text.getBytes(UTF_8), 0, header, at, text.length());
    }

    @Test
    void tarWithHoles_isNotTakenForWhatTheFileHolds() throws IOException {
        byte[] pax = tar("x", "22 GNU.sparse.major=1\n", "00000000026", 'x');
        Path archive = Files.write(
                place.resolve("a.tar"),
                joined(Arrays.copyOf(pax, 1024), tar("a.json", "{}", "00000000002"), new byte[0]));

        assertThat(texts(TextFiles.read(archive))).isEmpty();
        assertThat(leftOut(TextFiles.read(archive)))
                .containsExactly("a.json: is stored without its holes, which is not read; pack it without --sparse");
    }

    @Test
    void linksInATar_areCounted_asFilesAre() throws IOException {
        Path packed = place.resolve("links.tgz");
        byte[] link = Arrays.copyOf(tar("a", "", "00000000000", '2'), 512);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            for (int i = 0; i <= 100_000; i++) {
                out.write(link);
            }
        }

        assertThatThrownBy(() -> TextFiles.read(packed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds more than 100000 files");
    }

    /** A few kilobytes that unfold to more than anybody's dump has. */
    @Test
    @Tag("slow")
    void bombs_endAtTheLimit() throws IOException {
        Path packed = place.resolve("bomb.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(tar("a.json", "", "02400000000"), 0, 512); // 320 MiB
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 320; i++) {
                out.write(zeros);
            }
        }
        Path zipped = place.resolve("many.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(zipped))) {
            for (int i = 0; i <= 100_000; i++) {
                zip.putNextEntry(new ZipEntry("f" + i));
            }
        }
        Path large = place.resolve("large.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(large))) {
            zip.putNextEntry(new ZipEntry("large"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                zip.write(zeros);
            }
            zip.putNextEntry(new ZipEntry("small"));
            zip.write('x');
        }

        assertThatThrownBy(() -> TextFiles.read(packed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds more than 256 MiB");
        assertThatThrownBy(() -> TextFiles.read(zipped))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds more than 100000 files");
        assertThat(texts(TextFiles.read(large))).containsExactly(Map.entry("small", "x"));
        assertThat(leftOut(TextFiles.read(large))).containsExactly("large: is larger than 64 MiB; split it");
    }

    @Test
    void nothing_andWhatHasNoEnd_areRefused() throws IOException {
        assertThatThrownBy(() -> TextFiles.read(place.resolve("gone")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is nothing at");
        assertThatThrownBy(() -> TextFiles.read(Files.write(place.resolve("a.zip"), bytes(1, 2, 3))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a.zip");
        assertThat(texts(TextFiles.read(place, name -> name.endsWith(".yaml")))).isEmpty();
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .collect(Collectors.joining())
                .contains(command);
    }
}
