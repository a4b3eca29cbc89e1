package dev.firn.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page names files that there are. */
class PageTest {

    private static final String PAGE = Repo.text(Repo.ROOT.resolve("docs/kubernetes.md"));

    @Test
    void everyFolderOfThePageIsThere() {
        List<String> named = matches("k8s/[a-z][a-z0-9/.-]*[a-z]");

        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(Repo.ROOT.resolve(name))
                .exists());
    }

    @Test
    void everyOverlayAndComponentIsOnThePage() {
        assertThat(Repo.files(Repo.K8S, "kustomization.yaml"))
                .extracting(file -> file.getParent().getFileName().toString())
                .filteredOn(name -> !name.equals("seed"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(PAGE).contains(name));
    }

    @Test
    void theImageIsThatOfTheManifests() {
        assertThat(matches("firn:[0-9][A-Za-z0-9.-]*"))
                .isNotEmpty()
                .allMatch(Manifests.container(Variant.DEV.render()).getImage()::equals);
    }

    private static List<String> matches(String pattern) {
        return Pattern.compile(pattern)
                .matcher(PAGE)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }
}
