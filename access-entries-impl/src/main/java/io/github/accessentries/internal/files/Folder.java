package io.github.accessentries.internal.files;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files below a directory. A link to a file is followed if that lies below the directory as well, as in a volume that
 * Kubernetes mounts, where every file is a link into a hidden directory; each file is read once.
 */
final class Folder {

    private static final int MOST_DEEP = 50;

    private final Path root;
    private final FileIntake intake;
    private final Set<Path> read = new HashSet<>();

    Folder(Path root, FileIntake intake) {
        this.root = root;
        this.intake = intake;
    }

    void read() throws IOException {
        List<Path> links = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), MOST_DEEP, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (!directory.equals(root)
                        && directory.getFileName().toString().startsWith(".")) {
                    intake.hidden(name(directory) + "/");
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isSymbolicLink()) {
                    links.add(file);
                } else if (attributes.isRegularFile()) {
                    files.add(file);
                } else {
                    intake.leaveOut(
                            name(file),
                            attributes.isDirectory()
                                    ? "is nested too deeply, so its files are not read"
                                    : "is no file that can be read to its end");
                }
                if (files.size() + links.size() > FileIntake.MOST_FILES) {
                    throw new IllegalArgumentException(root + " holds more than " + FileIntake.MOST_FILES
                            + " files; give the directory of the files that are meant");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(root)) {
                    throw e;
                }
                intake.leaveOut(name(file), "cannot be read: " + e.getClass().getSimpleName());
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        Collections.sort(links);
        Path real = root.toRealPath();
        for (Path file : files) {
            take(file, file.toRealPath());
        }
        for (Path link : links) {
            follow(link, real);
        }
    }

    /** What a link to a directory leads to is read where that stands. */
    private void follow(Path link, Path realRoot) {
        try {
            Path target = link.toRealPath();
            if (!target.startsWith(realRoot)) {
                intake.leaveOut(name(link), "is a link that leads out of the directory, so it is not followed");
            } else if (Files.isRegularFile(target)) {
                take(link, target);
            } else if (!Files.isDirectory(target)) {
                intake.leaveOut(name(link), "is no file that can be read to its end");
            }
        } catch (IOException e) {
            intake.leaveOut(name(link), "is a link that leads nowhere");
        }
    }

    private void take(Path file, Path target) {
        if (!read.add(target)) {
            return;
        }
        try {
            intake.take(name(file), () -> Files.newInputStream(target));
        } catch (IOException e) {
            intake.leaveOut(name(file), "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }
}
