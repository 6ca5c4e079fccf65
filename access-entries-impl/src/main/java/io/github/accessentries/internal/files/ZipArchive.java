package io.github.accessentries.internal.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a {@code .zip}. Nothing of it is ever written anywhere. */
final class ZipArchive {

    private ZipArchive() {}

    static void read(Path archive, FileIntake intake) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    take(zip, entry, intake);
                }
            }
        }
    }

    private static void take(ZipFile zip, ZipEntry entry, FileIntake intake) throws IOException {
        try {
            intake.take(entry.getName(), () -> zip.getInputStream(entry));
        } catch (IOException e) {
            intake.leaveOut(
                    entry.getName(), "cannot be unpacked: " + e.getMessage() + "; pack it anew, without a password");
        }
    }
}
