using System.Text.RegularExpressions;

namespace ServiceTrack.Browser.Tests.House;

/// <summary>What people do with the desk's forms.</summary>
internal static class Forms
{
    /// <summary>Opens a list of choices by its label and takes one.</summary>
    public static async Task Choose(this ILocator form, string label, string choice)
    {
        await form.Field(label).Locator(".ant-select").First.ClickAsync();
        var open = form.Page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
        await open.Locator(".ant-select-item-option").Filter(new() { HasText = choice }).First.ClickAsync();
        await Assertions.Expect(open).ToHaveCountAsync(0);
    }

    /// <summary>A label with its input and with what is said to be wrong about it.</summary>
    public static ILocator Field(this ILocator form, string label) =>
        form.Locator(".ant-form-item").Filter(new() { Has = form.Page.Locator(".ant-form-item-label").GetByText(label, new() { Exact = true }) }).First;

    public static Task Fill(this ILocator form, string label, string text) => form.Field(label).Locator("input, textarea").First.FillAsync(text);

    /// <summary>Types a day where a calendar opens.</summary>
    public static async Task PickDay(this ILocator form, string label, string day)
    {
        var box = form.Field(label).Locator(".ant-picker input");
        await box.ClickAsync();
        await box.FillAsync(day);
        await box.PressAsync("Enter");
    }

    /// <summary>The dialog that is open.</summary>
    public static ILocator Form(this IPage page) => page.GetByRole(AriaRole.Dialog);

    /// <summary>Presses what the dialog is for, and waits until it is gone.</summary>
    public static async Task Confirm(this IPage page)
    {
        await page.Form().Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await Assertions.Expect(page.Form()).ToHaveCountAsync(0);
    }

    public static Task Press(this ILocator within, string button) => within.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

    public static Task Press(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

    /// <summary>Waits until the address holds this; the desk changes it without loading a page.</summary>
    public static Task Reaches(this IPage page, string address) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(address)));
}
