"""The report in a real browser: it draws, it answers to the keyboard, it is quick, and nobody's name is a program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from syncer.core.overview.model import Overview
from syncer.report.page.render import page
from tests.browser.worlds import HOSTILE, search

pytestmark = pytest.mark.browser
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1280,1000"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


def show(browser: object, overview: Overview, tmp_path: Path) -> None:
    file = tmp_path / "network.html"
    file.write_text(page(overview), encoding="utf-8")
    browser.get(file.as_uri())


def told(browser: object) -> str:
    return str(browser.find_element("id", "told").text)


def keys(browser: object, element: str, *pressed: str) -> None:
    browser.find_element("id", element).send_keys(*pressed)


def people(browser: object) -> list[str]:
    return [item.text.split("\n")[0] for item in browser.find_elements("css selector", "#people li")]


def lit(browser: object) -> int:
    """Points of the map that are drawn in the colour of a way."""
    return int(
        browser.execute_script(
            """
            const canvases = document.querySelectorAll('#network canvas');
            const hex = getComputedStyle(document.documentElement).getPropertyValue('--way').trim();
            const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
            let found = 0;
            for (const one of canvases) {
              const all = one.getContext('2d').getImageData(0, 0, one.width, one.height).data;
              for (let i = 0; i < all.length; i += 4) {
                const off = Math.abs(all[i] - r) + Math.abs(all[i + 1] - g) + Math.abs(all[i + 2] - b);
                if (off < 12 && all[i + 3] > 200) found += 1;
              }
            }
            return found;
            """
        )
    )


def test_every_picture_is_drawn_and_the_console_stays_silent(browser: object, tmp_path: Path) -> None:
    show(browser, search(60), tmp_path)
    assert [entry for entry in browser.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}] == []
    marks = "(one) => one.querySelectorAll('canvas, path, rect').length"
    assert len(counts := browser.execute_script(f"return [...document.querySelectorAll('.chart')].map({marks})")) == 5
    assert min(counts) > 0


def test_the_arrow_keys_walk_the_list_and_the_way_lights_up(browser: object, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, search(60), tmp_path)
    assert lit(browser) == 0
    browser.execute_script("document.getElementById('people').focus()")
    assert told(browser).startswith("Person 0")
    keys(browser, "people", Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert told(browser).startswith("Person 2")
    assert "Ask for a call." in told(browser)
    assert lit(browser) > 100
    chosen = browser.find_elements("css selector", "#people [aria-selected=true]")
    active = browser.find_element("id", "people").get_attribute("aria-activedescendant")
    assert [item.get_attribute("id") for item in chosen] == [active]


def test_pointing_at_a_person_on_the_map_tells_of_them(browser: object, tmp_path: Path) -> None:
    from selenium.webdriver import ActionChains

    show(browser, search(1), tmp_path)
    place = browser.find_element("id", "network")
    browser.execute_script("arguments[0].scrollIntoView({ block: 'center' })", place)
    ActionChains(browser).move_to_element_with_offset(place, 0, -20).perform()
    for _ in range(40):
        ActionChains(browser).move_by_offset(0, -4).perform()
        if told(browser):
            break
    assert told(browser).startswith("Person 0")


def test_filters_narrow_the_list_and_the_map(browser: object, tmp_path: Path) -> None:
    show(browser, search(60), tmp_path)
    keys(browser, "find", "person 5")
    assert people(browser) == ["Person 5", *(f"Person {index}" for index in range(50, 60))]
    browser.find_element("css selector", "input[name=grade][value=A]").click()
    assert "Person 52" not in people(browser)
    browser.find_element("id", "by-target").send_keys("Target 3")
    assert people(browser) == ["Person 51"]
    assert browser.find_element("id", "count").text == "1 person"


def test_choosing_a_merge_draws_its_waterfall(browser: object, tmp_path: Path) -> None:
    show(browser, search(5), tmp_path)
    words = "return document.querySelector('#join-chart').textContent"
    assert "Other city" not in browser.execute_script(words)
    browser.find_element("id", "join").send_keys("Person 2")
    assert "Other city" in browser.execute_script(words)
    assert "-1.5" in browser.execute_script(words)


def test_a_name_that_is_a_program_is_only_a_name(browser: object, tmp_path: Path) -> None:
    show(browser, search(8, name=HOSTILE), tmp_path)
    keys(browser, "people", "\ue015")
    assert browser.title == "Your network on 2026-11-23"
    assert told(browser).startswith("</script>")
    assert browser.find_elements("css selector", "main img") == []


def test_five_thousand_people_are_smooth(browser: object, tmp_path: Path) -> None:
    show(browser, search(5000, targets=40), tmp_path)
    keys(browser, "people", "\ue015")
    spent = browser.execute_async_script(
        """
        const done = arguments[0];
        const list = document.getElementById('people');
        const press = () => list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
        const times = [];
        const step = () => {
          if (times.length === 20) { done(times.sort((a, b) => a - b)[10]); return; }
          const from = performance.now();
          press();
          requestAnimationFrame(() => requestAnimationFrame(() => { times.push(performance.now() - from); step(); }));
        };
        step();
        """
    )
    assert spent < 250, f"median of {spent:.0f} ms from key to picture"


@pytest.mark.parametrize("width", [360, 800])
def test_nothing_is_wider_than_a_phone(browser: object, tmp_path: Path, width: int) -> None:
    show(browser, search(60), tmp_path)
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    )
    browser.refresh()
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_in_both_themes(browser: object, tmp_path: Path, scheme: str) -> None:
    show(browser, search(20), tmp_path)
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    ratio = browser.execute_script(
        """
        const style = getComputedStyle(document.documentElement);
        const light = (name) => {
          const hex = style.getPropertyValue('--' + name).trim();
          const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
            .map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
          return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
        };
        const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        return Math.min(...['ink', 'quiet', 'way'].map((name) => contrast(light(name), light('paper'))));
        """
    )
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert ratio >= 4.5
